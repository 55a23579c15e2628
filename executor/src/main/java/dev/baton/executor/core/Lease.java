package dev.baton.executor.core;

/**
 * The right to run leased attempts. What runs may run until the latest moment ever granted; what
 * starts needs a grant of the epoch that starts it.
 */
final class Lease {
  private boolean granted;
  private long untilNanos;
  private long epoch = -1;
  private long epochUntilNanos;

  /** Takes a grant; returns whether what runs may now run longer. */
  boolean extend(long grantEpoch, long grantUntilNanos) {
    if (grantEpoch != epoch) {
      epoch = grantEpoch;
      epochUntilNanos = grantUntilNanos;
    } else if (grantUntilNanos - epochUntilNanos > 0) {
      epochUntilNanos = grantUntilNanos;
    }
    if (granted && grantUntilNanos - untilNanos <= 0) {
      return false;
    }
    granted = true;
    untilNanos = grantUntilNanos;
    return true;
  }

  long untilNanos() {
    return untilNanos;
  }

  /** The epoch of the latest grant; -1 if there was none. */
  long epoch() {
    return epoch;
  }

  long epochUntilNanos() {
    return epochUntilNanos;
  }
}
