package dev.baton.coordinator.shell;

import dev.baton.common.time.Now;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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

  /**
   * The wall clock in whole microseconds, as the store keeps it: what goes out with an event must
   * be equal to what is read back later.
   */
  Now now() {
    return new Now(
        Instant.now().truncatedTo(ChronoUnit.MICROS), read + (System.nanoTime() - readAtNanoTime));
  }
}
