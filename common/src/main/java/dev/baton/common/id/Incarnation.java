package dev.baton.common.id;

/** One process life of an executor: a text that no other process life anywhere uses. */
public record Incarnation(String value) implements Comparable<Incarnation> {
  public Incarnation {
    Names.check("incarnation", value);
  }

  @Override
  public int compareTo(Incarnation other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
