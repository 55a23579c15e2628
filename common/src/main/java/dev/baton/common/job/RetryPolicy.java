package dev.baton.common.job;

import java.time.Duration;

/**
 * Tries after a FAILED or TIMED_OUT attempt. A lost attempt does not count as a try.
 *
 * @param attempts tries in all, 1 = no retry
 * @param delay before the second try
 * @param backoff factor on the delay for each further try, 1.0 or more
 * @param maxDelay upper limit of the delay
 * @param overBudget what a further try does while the cluster's retry budget has no room; null,
 *     which is what definitions say that were stored before there was a budget, is WAIT
 */
public record RetryPolicy(
    int attempts, Duration delay, double backoff, Duration maxDelay, OverBudget overBudget) {
  /** What becomes of a task that may be tried again and for which the budget has no room. */
  public enum OverBudget {
    WAIT,
    FAIL
  }

  public static final int MAX_ATTEMPTS = 100;
  public static final RetryPolicy NONE =
      new RetryPolicy(1, Duration.ZERO, 1.0, Duration.ofHours(1));

  public RetryPolicy {
    if (attempts < 1 || attempts > MAX_ATTEMPTS) {
      throw new IllegalArgumentException(
          "retry.attempts must be 1 to " + MAX_ATTEMPTS + ", was " + attempts);
    }
    if (!(backoff >= 1.0 && backoff <= 100.0)) {
      throw new IllegalArgumentException("retry.backoff must be 1.0 to 100.0, was " + backoff);
    }
    if (delay.isNegative() || maxDelay.isNegative()) {
      throw new IllegalArgumentException("retry.delay must not be negative");
    }
    overBudget = overBudget == null ? OverBudget.WAIT : overBudget;
  }

  /** One whose further tries wait for the budget. */
  public RetryPolicy(int attempts, Duration delay, double backoff, Duration maxDelay) {
    this(attempts, delay, backoff, maxDelay, OverBudget.WAIT);
  }

  /** The pause after the {@code failures}-th failed try (1 = the first), in milliseconds. */
  public long delayMsAfter(int failures) {
    double ms = delay.toMillis() * Math.pow(backoff, Math.max(0, failures - 1));
    return (long) Math.min(ms, (double) maxDelay.toMillis());
  }
}
