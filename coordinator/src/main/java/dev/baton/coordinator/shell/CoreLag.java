package dev.baton.coordinator.shell;

import java.util.concurrent.TimeUnit;

/** How far the core is behind. Written by the core's thread, read by any. */
public final class CoreLag {
  /** The figures are the worst of this time. */
  private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(10);

  private volatile long commitNanos;
  private volatile long lateNanos;
  private long lateSinceNanos;

  /** How long the last commit took, in milliseconds. */
  public long commitMs() {
    return TimeUnit.NANOSECONDS.toMillis(commitNanos);
  }

  /** How late, in milliseconds, the core came to what was due, at worst in the last seconds. */
  public long lateMs() {
    return TimeUnit.NANOSECONDS.toMillis(lateNanos);
  }

  void commitTook(long nanos) {
    commitNanos = nanos;
  }

  void tickCame(long lateByNanos) {
    long now = System.nanoTime();
    if (lateByNanos >= lateNanos || now - lateSinceNanos > WINDOW_NANOS) {
      lateNanos = lateByNanos;
      lateSinceNanos = now;
    }
  }
}
