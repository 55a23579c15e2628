package dev.baton.benchmarks;

import java.util.Arrays;

/** How late starts were, in milliseconds after their fire times. */
record Lateness(long p50Ms, long p99Ms, long maxMs, int count) {
  /** Seconds at the full rate that are left out of the figures, on both sides. */
  static final int WARM_UP_S = 5;

  static Lateness of(long[] lateMs) {
    if (lateMs.length == 0) {
      throw new IllegalStateException("nothing has started");
    }
    long[] sorted = lateMs.clone();
    Arrays.sort(sorted);
    return new Lateness(
        at(sorted, 0.50), at(sorted, 0.99), sorted[sorted.length - 1], sorted.length);
  }

  private static long at(long[] sorted, double part) {
    return sorted[(int) Math.min(sorted.length - 1L, (long) (part * sorted.length))];
  }

  /**
   * @throws IllegalStateException if fires are missing or doubled
   */
  void expect(int fires) {
    if (count != fires) {
      throw new IllegalStateException(count + " starts for " + fires + " fire times");
    }
  }

  @Override
  public String toString() {
    return "p50 " + p50Ms + " ms, p99 " + p99Ms + " ms, max " + maxMs + " ms of " + count;
  }
}
