package dev.baton.coordinator.core;

import dev.baton.coordinator.core.command.Command;
import dev.baton.coordinator.core.command.CommandResult;
import dev.baton.coordinator.core.state.Job;

/** Reruns of ended runs: not built yet, and it says so. */
final class Reruns {
  Reruns(Desk desk, Runs runs) {}

  CommandResult rerun(Job job, Command.RerunRun rerun) {
    return new CommandResult.Rejected(CommandResult.Code.INVALID, "Reruns are not built.");
  }
}
