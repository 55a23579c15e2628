package dev.baton.common.job;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** The rule of a schedule: when it fires. */
public sealed interface Timing {
  /**
   * Cron, seconds first: {@code 0 0/5 * * * ?}.
   *
   * @param zone on whose clock, with its clock changes
   */
  record Cron(String expression, ZoneId zone, DstRule dst) implements Timing {}

  /**
   * Every {@code every} from {@code startAt} on, however long runs take. The fire times are {@code
   * startAt + n * every}.
   *
   * @param every whole milliseconds, 100 ms or more
   * @param startAt the first fire time; null = when the job was created
   */
  record FixedRate(Duration every, Instant startAt) implements Timing {
    public static final Duration MIN_EVERY = Duration.ofMillis(100);

    public FixedRate {
      if (every.compareTo(MIN_EVERY) < 0 || !every.equals(every.truncatedTo(ChronoUnit.MILLIS))) {
        throw new IllegalArgumentException(
            "every must be whole milliseconds, " + MIN_EVERY.toMillis() + " ms or more");
      }
    }
  }

  /**
   * {@code delay} after the previous run's end; the first at {@code startAt}.
   *
   * @param delay zero or more; job files take 100 ms or more
   * @param startAt the first fire time; null = when the job was created
   */
  record FixedDelay(Duration delay, Instant startAt) implements Timing {
    public FixedDelay {
      if (delay.isNegative()) {
        throw new IllegalArgumentException("delay must not be negative");
      }
    }
  }

  record Once(Instant at) implements Timing {}
}
