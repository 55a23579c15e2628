package dev.baton.common.job;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** The rule of a schedule: when it fires. */
public sealed interface Timing {
  /** Cron, seconds first: {@code 0 0/5 * * * ?}. */
  record Cron(String expression, ZoneId zone, DstRule dst) implements Timing {}

  /** Every {@code every} from {@code startAt} on, however long runs take. */
  record FixedRate(Duration every, Instant startAt) implements Timing {}

  /** {@code delay} after the previous run's end; the first at {@code startAt}. */
  record FixedDelay(Duration delay, Instant startAt) implements Timing {}

  record Once(Instant at) implements Timing {}
}
