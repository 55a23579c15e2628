package dev.baton.coordinator.shell;

import dev.baton.common.time.Now;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * The two clocks of this machine. The one that counts through suspends costs microseconds to read,
 * so it is read once for a batch of inputs; within the batch nanoTime carries it on. For one
 * thread.
 */
final class Clock {
  private final LongSupplier throughSuspends;
  private long readAtNanoTime;
  private long read;

  /**
   * @param throughSuspends monotonic nanoseconds
   */
  Clock(LongSupplier throughSuspends) {
    this.throughSuspends = throughSuspends;
    readAnew();
  }

  /** At the begin of each batch. */
  void readAnew() {
    read = throughSuspends.getAsLong();
    readAtNanoTime = System.nanoTime();
  }

  Now now() {
    return new Now(Instant.now(), read + (System.nanoTime() - readAtNanoTime));
  }
}
