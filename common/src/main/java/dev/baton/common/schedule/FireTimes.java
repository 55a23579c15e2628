package dev.baton.common.schedule;

import dev.baton.common.job.Timing;
import java.time.Instant;

/**
 * The fire times of one schedule. They lie on whole milliseconds, on whole seconds for cron, in the
 * years 1900 to 9999.
 *
 * <p>The fire times of cron, of a fixed rate and of once are a fixed set of instants: {@link
 * #nextAfter} steps through it without gap or double, {@link #lastBefore} steps back through the
 * same set, {@link #countBetween} counts it. A fixed delay has only its first fire time beforehand;
 * each next one is {@link #nextAfterEnd}.
 *
 * <p>Immutable for its users and safe on every thread.
 */
public sealed interface FireTimes
    permits CronFireTimes, FixedRateFireTimes, FixedDelayFireTimes, OnceFireTimes {
  /**
   * The fire times of a timing that names its own start.
   *
   * @throws ScheduleSyntaxException if the cron expression cannot be read
   * @throws IllegalArgumentException if a fixed rate or delay names no {@code startAt}
   */
  static FireTimes of(Timing timing) {
    return of(timing, null);
  }

  /**
   * The fire times of a timing.
   *
   * @param anchor stands in for a missing {@code startAt}: when the job was created
   * @throws ScheduleSyntaxException if the cron expression cannot be read
   * @throws IllegalArgumentException if a fixed rate or delay names no {@code startAt} and the
   *     anchor is null
   */
  static FireTimes of(Timing timing, Instant anchor) {
    return switch (timing) {
      case Timing.Cron cron ->
          new CronFireTimes(CronExpression.parse(cron.expression()), cron.zone(), cron.dst());
      case Timing.FixedRate rate ->
          new FixedRateFireTimes(rate.every(), start(rate.startAt(), anchor));
      case Timing.FixedDelay delay ->
          new FixedDelayFireTimes(delay.delay(), start(delay.startAt(), anchor));
      case Timing.Once once -> new OnceFireTimes(once.at());
    };
  }

  /** The first fire time after {@code after}, which is not counted itself; null if none is left. */
  Instant nextAfter(Instant after);

  /**
   * The last fire time before {@code before}, which is not counted itself; null if there is none.
   */
  Instant lastBefore(Instant before);

  /** How many fire times lie between the two, neither of them counted. */
  long countBetween(Instant after, Instant before);

  /**
   * The cursor of a schedule that begins to hold at {@code from}: its first fire time at or after
   * {@code from}. A fixed delay whose {@code startAt} is past fires at {@code from}. Null if none
   * is left.
   */
  default Instant first(Instant from) {
    return nextAfter(from.minusNanos(1));
  }

  /** Whether the next fire time depends on when the run ends: see {@link #nextAfterEnd}. */
  default boolean followsEnds() {
    return false;
  }

  /**
   * The fire time that follows a run that ended at {@code end}; only for a fixed delay. Null past
   * the year 9999.
   *
   * @throws IllegalStateException unless {@link #followsEnds}
   */
  default Instant nextAfterEnd(Instant end) {
    throw new IllegalStateException("only the fire times of a fixed delay follow the ends of runs");
  }

  private static Instant start(Instant startAt, Instant anchor) {
    Instant start = startAt != null ? startAt : anchor;
    if (start == null) {
      throw new IllegalArgumentException(
          "a fixed rate or delay without startAt needs the time the job was created");
    }
    return start;
  }
}
