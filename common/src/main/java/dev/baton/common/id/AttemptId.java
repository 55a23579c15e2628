package dev.baton.common.id;

import java.util.Comparator;

/** Names the n-th try of a task run; {@code number} counts from 1 and only grows. */
public record AttemptId(RunId run, String task, int number) implements Comparable<AttemptId> {
  private static final Comparator<AttemptId> ORDER =
      Comparator.comparing(AttemptId::run)
          .thenComparing(AttemptId::task)
          .thenComparingInt(AttemptId::number);

  public AttemptId {
    if (number < 1) {
      throw new IllegalArgumentException("attempt number must be 1 or more, was " + number);
    }
  }

  public TaskRunId taskRun() {
    return new TaskRunId(run, task);
  }

  @Override
  public int compareTo(AttemptId other) {
    return ORDER.compare(this, other);
  }

  /** {@code 17/extract/2}: run, task, number. */
  @Override
  public String toString() {
    return run + "/" + task + "/" + number;
  }
}
