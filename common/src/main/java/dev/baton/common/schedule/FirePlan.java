package dev.baton.common.schedule;

import dev.baton.common.job.MisfirePolicy;
import dev.baton.common.job.ScheduleSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What becomes of a schedule's due fire times: each one is in {@code fires} or in one of {@code
 * skipped}, and none is in both.
 *
 * <p>A fire time is due when it is not after now, and misfired when it is older than now minus the
 * misfire threshold. Due fire times that are not misfired always fire. Misfired ones older than now
 * minus the catch-up window are skipped, whatever the policy. Of the other misfired ones
 *
 * <ul>
 *   <li>SKIP skips all,
 *   <li>FIRE_ONCE fires the newest and skips the rest,
 *   <li>FIRE_ALL fires all.
 * </ul>
 *
 * <p>Skipped fire times are counted, not walked through: a month of a per-second schedule costs no
 * more than an hour of it.
 *
 * @param fires fire times that become runs, in order
 * @param skipped in order
 * @param next the new cursor: the first fire time not decided here; null when none is left, or when
 *     the schedule waits for the end of the run (fixed delay)
 * @param more whether {@code next} is due as well and only the limit stopped this plan: plan again
 *     from it, with the same now
 */
public record FirePlan(
    List<Instant> fires, List<SkippedRange> skipped, Instant next, boolean more) {
  public FirePlan {
    fires = List.copyOf(fires);
    skipped = List.copyOf(skipped);
  }

  /**
   * Decides on the due fire times of a schedule.
   *
   * @param cursor first fire time not yet decided; taken as a fire time even where {@code times} no
   *     longer knows it, because the zone's rules changed since; null = nothing to decide
   * @param maxFires most fire times that become runs in this plan, 1 or more
   */
  public static FirePlan decide(
      FireTimes times, ScheduleSpec schedule, Instant cursor, Instant now, int maxFires) {
    return decide(
        times,
        cursor,
        now,
        schedule.misfire(),
        schedule.misfireThreshold(),
        schedule.catchUpWindow(),
        maxFires);
  }

  /** As the other, with the schedule's policy given by itself. */
  public static FirePlan decide(
      FireTimes times,
      Instant cursor,
      Instant now,
      MisfirePolicy policy,
      Duration misfireThreshold,
      Duration catchUpWindow,
      int maxFires) {
    Planner planner = new Planner(times, cursor, now);
    Instant misfiredBefore = minus(now, misfireThreshold);
    Instant tooOldBefore = min(minus(now, catchUpWindow), misfiredBefore);
    planner.skipBefore(tooOldBefore, SkipReason.OUTSIDE_CATCH_UP_WINDOW);
    switch (policy) {
      case SKIP -> planner.skipBefore(misfiredBefore, SkipReason.MISFIRED);
      case FIRE_ONCE -> planner.skipAllButTheLastBefore(misfiredBefore);
      case FIRE_ALL -> {}
    }
    planner.fireDue(maxFires);
    return planner.plan();
  }

  /** Skips all due fire times, for a reason outside the misfire policy. */
  public static FirePlan skipDue(FireTimes times, Instant cursor, Instant now, SkipReason reason) {
    Planner planner = new Planner(times, cursor, now);
    planner.skipBefore(now.plusNanos(1), reason);
    return planner.plan();
  }

  private static Instant minus(Instant instant, Duration duration) {
    Duration sinceMin = Duration.between(Instant.MIN, instant);
    return duration.compareTo(sinceMin) >= 0 ? Instant.MIN : instant.minus(duration);
  }

  private static Instant min(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  /** Moves a cursor over the due fire times and notes what becomes of them. */
  private static final class Planner {
    private final FireTimes times;
    private final Instant now;
    private final List<Instant> fires = new ArrayList<>();
    private final List<SkippedRange> skipped = new ArrayList<>();
    private Instant cursor;

    Planner(FireTimes times, Instant cursor, Instant now) {
      this.times = times;
      this.cursor = cursor;
      this.now = now;
    }

    void skipBefore(Instant end, SkipReason reason) {
      if (cursor == null || !cursor.isBefore(end)) {
        return;
      }
      Instant lastKnown = lastBefore(end);
      Instant last = lastKnown != null && lastKnown.isAfter(cursor) ? lastKnown : cursor;
      skip(last, reason);
    }

    void skipAllButTheLastBefore(Instant end) {
      if (cursor == null || !cursor.isBefore(end)) {
        return;
      }
      Instant newest = lastBefore(end);
      if (newest != null && newest.isAfter(cursor)) {
        skipBefore(newest, SkipReason.ONE_RUN_FOR_ALL);
      }
    }

    /** A fixed delay has no fire time beside its cursor: its start was the first and is decided. */
    private Instant lastBefore(Instant end) {
      return times.followsEnds() ? null : times.lastBefore(end);
    }

    void fireDue(int maxFires) {
      while (isDue() && fires.size() < maxFires) {
        fires.add(cursor);
        // A fixed delay goes on when this run ends.
        cursor = times.followsEnds() ? null : times.nextAfter(cursor);
      }
    }

    FirePlan plan() {
      return new FirePlan(fires, skipped, cursor, isDue());
    }

    private boolean isDue() {
      return cursor != null && !cursor.isAfter(now);
    }

    private void skip(Instant last, SkipReason reason) {
      long count = 1 + times.countBetween(cursor, last) + (last.equals(cursor) ? 0 : 1);
      skipped.add(new SkippedRange(cursor, last, count, reason));
      // No run will end, so a fixed delay goes on from the decision.
      cursor = times.followsEnds() ? times.nextAfterEnd(now) : times.nextAfter(last);
    }
  }
}
