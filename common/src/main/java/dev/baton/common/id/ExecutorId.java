package dev.baton.common.id;

/** The configured name of an executor; stays the same over its restarts. */
public record ExecutorId(String value) implements Comparable<ExecutorId> {
  public ExecutorId {
    Names.check("executor name", value);
  }

  @Override
  public int compareTo(ExecutorId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
