package dev.baton.common.time;

import java.time.Instant;

/**
 * One reading of both clocks, taken together by the shell.
 *
 * @param wall for fire times and for what people read; may step
 * @param nanos monotonic, for every time-out and lease; counts on through suspends; comparable only
 *     within one process life
 */
public record Now(Instant wall, long nanos) {
  /** Nanoseconds in a millisecond. */
  public static final long NANOS_PER_MS = 1_000_000L;

  public long nanosPlusMs(long ms) {
    return nanos + ms * NANOS_PER_MS;
  }
}
