package dev.baton.executor.core;

import dev.baton.common.id.ExecutorId;

/**
 * How long to wait before each dial in a row. Executors that lost the same leader at the same
 * moment spread out: each takes away a part of its own, computed from its name.
 */
final class BackOff {
  private final int seed;
  private final long minMs;
  private final long maxMs;
  private int tries;

  BackOff(ExecutorId executor, long minMs, long maxMs) {
    this.seed = executor.value().hashCode();
    this.minMs = minMs;
    this.maxMs = maxMs;
  }

  /** The next delay, longer than the one before until the longest is reached. */
  long nextMs() {
    long full = Math.min(maxMs, minMs << Math.min(tries, 16));
    tries++;
    long scattered = (seed * 0x9E3779B97F4A7C15L + tries * 0xBF58476D1CE4E5B9L) >>> 33;
    return full - scattered % (full / 2 + 1);
  }

  void reset() {
    tries = 0;
  }
}
