package dev.baton.common.id;

import java.util.Comparator;

/** Names one task within one run. */
public record TaskRunId(RunId run, String task) implements Comparable<TaskRunId> {
  private static final Comparator<TaskRunId> ORDER =
      Comparator.comparing(TaskRunId::run).thenComparing(TaskRunId::task);

  @Override
  public int compareTo(TaskRunId other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return run + "/" + task;
  }
}
