package dev.baton.common.id;

/** Names a run. Numbers are given out by the leader in growing order, from 1. */
public record RunId(long value) implements Comparable<RunId> {
  public RunId {
    if (value < 1) {
      throw new IllegalArgumentException("run id must be 1 or more, was " + value);
    }
  }

  @Override
  public int compareTo(RunId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
