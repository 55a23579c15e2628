package dev.baton.cli.run;

import dev.baton.cli.client.Arguments;
import dev.baton.cli.client.Table;
import dev.baton.common.api.AttemptView;
import dev.baton.common.api.RerunPlanView;
import dev.baton.common.api.RerunPlanView.PlannedTask;
import dev.baton.common.api.RunDetailView;
import dev.baton.common.api.RunView;
import dev.baton.common.api.TaskRunView;

/** Runs as people read them. */
final class RunTables {
  private RunTables() {}

  static String detail(RunDetailView detail) {
    RunView run = detail.run();
    StringBuilder text = new StringBuilder();
    text.append("Run ").append(run.id()).append(" of ").append(run.job());
    text.append(" (version ").append(run.jobVersion()).append("): ").append(run.status());
    if (run.cause() != null && !run.cause().isEmpty()) {
      text.append(", ").append(run.cause());
    }
    if (run.rerunOf() != null) {
      text.append("; rerun of ").append(run.rerunOf());
    }
    return text.append("\n\n").append(tasks(detail)).toString();
  }

  static String tasks(RunDetailView detail) {
    Table table =
        new Table("TASK", "STATUS", "ATTEMPT", "EXECUTOR", "OUTCOME", "EXIT", "TIME", "CAUSE");
    for (TaskRunView task : detail.tasks()) {
      AttemptView last = task.attempts().isEmpty() ? null : task.attempts().getLast();
      table.row(
          task.task(),
          task.status(),
          last == null ? null : last.number(),
          last == null ? null : last.executor(),
          last == null ? null : last.outcome(),
          last == null ? null : last.exitCode(),
          Arguments.lasted(task.startedAt(), task.endedAt()),
          task.cause());
    }
    return table.text("It has no tasks.");
  }

  static String plan(RerunPlanView plan) {
    Table table = new Table("TASK", "ACTION", "OUTPUTS FROM", "BECAUSE");
    for (PlannedTask task : plan.tasks()) {
      table.row(
          task.name(),
          task.action(),
          task.feeds() == null
              ? null
              : "run " + task.feeds().run() + ", attempt " + task.feeds().attempt(),
          task.reason());
    }
    return table.text("The job has no tasks.");
  }
}
