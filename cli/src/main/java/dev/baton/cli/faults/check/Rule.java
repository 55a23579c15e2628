package dev.baton.cli.faults.check;

import java.util.function.Consumer;

/** One thing that must hold of every history. */
interface Rule {
  /** For reports. */
  String name();

  /** What it looked at, in words, for reports. */
  String promise();

  /** Words each breach. */
  void judge(History history, Consumer<String> breach);
}
