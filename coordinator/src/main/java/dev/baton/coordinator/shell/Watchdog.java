package dev.baton.coordinator.shell;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Notices that a thread makes no progress. It counts its own looks, not time: a process that was
 * paused as a whole has not been stuck.
 */
final class Watchdog implements AutoCloseable {
  static final int LOOKS = 15;
  private static final long LOOK_EVERY_MS = 1_000;

  private final LongSupplier progress;
  private final Runnable stuck;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("watchdog").daemon().factory());
  private long last = -1;
  private int looks;

  /**
   * @param progress moves whenever the thread has done something; must move when idle, too
   * @param stuck called once
   */
  Watchdog(LongSupplier progress, Runnable stuck) {
    this.progress = progress;
    this.stuck = stuck;
  }

  void start() {
    thread.scheduleWithFixedDelay(this::look, LOOK_EVERY_MS, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
  }

  void look() {
    long now = progress.getAsLong();
    looks = now == last ? looks + 1 : 0;
    last = now;
    if (looks == LOOKS) {
      stuck.run();
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
