package dev.baton.cli.up;

import dev.baton.common.api.AttemptView;
import dev.baton.common.api.RunDetailView;
import dev.baton.common.api.TaskRunView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The result of a run as a table: tasks, executors, durations. */
final class RunTable {
  private static final int MAX_CAUSE = 60;

  private RunTable() {}

  static String of(RunDetailView run) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("TASK", "STATUS", "ATTEMPTS", "EXECUTOR", "DURATION", "NOTE"));
    for (TaskRunView task : run.tasks()) {
      AttemptView last = RunWatcher.lastAttempt(task);
      rows.add(
          List.of(
              task.task(),
              task.status().toString(),
              Integer.toString(task.lastAttempt()),
              last == null ? "-" : last.executor(),
              last == null ? "-" : duration(last.startedAt(), last.endedAt()),
              note(task)));
    }
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder out = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(String.format(Locale.ROOT, "%-" + widths[i] + "s  ", row.get(i)));
      }
      out.append(line.toString().stripTrailing()).append(System.lineSeparator());
    }
    return out.toString();
  }

  private static String note(TaskRunView task) {
    String cause = task.cause() == null ? "" : task.cause().replace('\n', ' ');
    return switch (task.status()) {
      case FAILED, CANCELED, SKIPPED, HELD ->
          cause.length() <= MAX_CAUSE ? cause : cause.substring(0, MAX_CAUSE - 1) + "…";
      case WAITING, READY, RUNNING, RETRY_WAIT, SUCCEEDED -> "";
    };
  }

  static String duration(Instant from, Instant to) {
    return from == null || to == null
        ? "-"
        : String.format(Locale.ROOT, "%.2f s", Duration.between(from, to).toMillis() / 1000.0);
  }
}
