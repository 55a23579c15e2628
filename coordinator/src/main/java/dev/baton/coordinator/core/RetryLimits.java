package dev.baton.coordinator.core;

/**
 * How many automatic further tries there may be beside first ones, for each job and in all. A try
 * after a failure or a time-out counts, and one after a loss from the second loss of a task run on:
 * what an executor takes with it when it dies runs again once without asking.
 *
 * @param windowMs the stretch of time that is looked at, ending now
 * @param percent further tries allowed for each hundred first attempts of that stretch
 * @param minimumPerJob allowed in any case, for each job
 * @param minimumInAll allowed in any case, for all jobs together
 */
public record RetryLimits(long windowMs, int percent, int minimumPerJob, int minimumInAll) {
  public static final long MIN_WINDOW_MS = 1_000;
  public static final long MAX_WINDOW_MS = 3_600_000;
  public static final int MAX_PERCENT = 10_000;
  public static final int MAX_MINIMUM = 1_000_000;

  public static final RetryLimits DEFAULT = new RetryLimits(60_000, 20, 60, 600);

  public RetryLimits {
    check("windowMs", windowMs, MIN_WINDOW_MS, MAX_WINDOW_MS);
    check("percent", percent, 0, MAX_PERCENT);
    check("minimumPerJob", minimumPerJob, 1, MAX_MINIMUM);
    check("minimumInAll", minimumInAll, 1, MAX_MINIMUM);
  }

  private static void check(String name, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "retry limit " + name + " must be " + min + " to " + max + ", was " + value);
    }
  }
}
