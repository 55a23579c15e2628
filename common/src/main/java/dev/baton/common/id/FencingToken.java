package dev.baton.common.id;

import java.util.Comparator;

/**
 * Shown to the store and to a job's own sinks: of two attempts of one task run, the later has the
 * greater token. Epochs only grow, and within one epoch attempt numbers only grow, so the pair
 * grows with each attempt.
 */
public record FencingToken(long epoch, int attempt) implements Comparable<FencingToken> {
  private static final Comparator<FencingToken> ORDER =
      Comparator.comparingLong(FencingToken::epoch).thenComparingInt(FencingToken::attempt);

  @Override
  public int compareTo(FencingToken other) {
    return ORDER.compare(this, other);
  }

  /** {@code epoch.attempt}. */
  @Override
  public String toString() {
    return epoch + "." + attempt;
  }
}
