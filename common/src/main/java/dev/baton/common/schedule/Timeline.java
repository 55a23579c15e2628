package dev.baton.common.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The span in which fire times lie, and the steps on it. */
final class Timeline {
  /** 1900-01-01T00:00:00Z in seconds. */
  static final long FIRST_SECOND = -2_208_988_800L;

  /** 9999-12-31T00:00:00Z in seconds: a day short of the year's end, so that any zone fits. */
  static final long LAST_SECOND = 253_402_214_400L;

  private Timeline() {}

  /** The instant in milliseconds, rounded down, brought into the span. */
  static long floorMs(Instant instant) {
    long second = instant.getEpochSecond();
    if (second < FIRST_SECOND) {
      return FIRST_SECOND * 1000 - 1;
    }
    return second > LAST_SECOND ? LAST_SECOND * 1000 + 1 : instant.toEpochMilli();
  }

  /** The instant in milliseconds, rounded up, brought into the span. */
  static long ceilMs(Instant instant) {
    boolean whole = instant.equals(instant.truncatedTo(ChronoUnit.MILLIS));
    return whole ? floorMs(instant) : floorMs(instant) + 1;
  }

  /** The duration in milliseconds, cut off at a length that leads past the span from everywhere. */
  static long lengthMs(Duration duration) {
    long seconds = LAST_SECOND - FIRST_SECOND + 1;
    return duration.toSeconds() >= seconds ? seconds * 1000 : duration.toMillis();
  }

  /** The instant, or null if it is past the span. */
  static Instant ofMs(long ms) {
    return ms > LAST_SECOND * 1000 ? null : Instant.ofEpochMilli(ms);
  }
}
