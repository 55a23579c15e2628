package dev.baton.simulation.client;

import dev.baton.coordinator.core.command.Command;

/** Something an operator wants, until it is answered. */
final class Request {
  final Command command;
  int tries;
  boolean settled;

  /** Number of the latest try; answers of earlier ones still count. */
  long latest;

  Request(Command command) {
    this.command = command;
  }
}
