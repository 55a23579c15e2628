package dev.baton.coordinator.store.codec;

import java.time.Instant;

/**
 * Instants as the store keeps them: whole microseconds since 1970, in UTC. What is finer is cut
 * off; what lies outside of about 292,000 years becomes the nearest value.
 */
public final class Micros {
  private static final long PER_SECOND = 1_000_000L;
  private static final int NANOS_EACH = 1_000;
  private static final long MAX_SECOND = Long.MAX_VALUE / PER_SECOND - 1;

  private Micros() {}

  public static long of(Instant instant) {
    long second = Math.clamp(instant.getEpochSecond(), -MAX_SECOND, MAX_SECOND);
    return second * PER_SECOND + instant.getNano() / NANOS_EACH;
  }

  /** Null stays null. */
  public static Long orNull(Instant instant) {
    return instant == null ? null : of(instant);
  }

  public static Instant toInstant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, PER_SECOND), Math.floorMod(micros, PER_SECOND) * NANOS_EACH);
  }

  static boolean isExact(Instant instant) {
    return instant.getNano() % NANOS_EACH == 0 && Math.abs(instant.getEpochSecond()) <= MAX_SECOND;
  }
}
