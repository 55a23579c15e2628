package dev.baton.coordinator.core;

import dev.baton.common.id.JobKey;
import dev.baton.common.job.ScheduleSpec;
import dev.baton.common.job.SortedMaps;
import dev.baton.common.run.Trigger;
import dev.baton.common.schedule.FirePlan;
import dev.baton.common.schedule.FireTimes;
import dev.baton.common.schedule.SkipReason;
import dev.baton.common.schedule.SkippedRange;
import dev.baton.coordinator.core.Effect.Counter;
import dev.baton.coordinator.core.HardState.DueFire;
import dev.baton.coordinator.core.HardState.ScheduleKey;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.Job;
import dev.baton.coordinator.core.state.Run;
import dev.baton.coordinator.core.state.ScheduleCursor;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Decides what is due: each fire time becomes one run or one recorded skip, in the same batch as
 * the cursor that moves past it.
 */
final class Fires {
  /** Fire times of one schedule decided in one go; the rest follows in the next. */
  static final int MAX_FIRES_PER_PLAN = 100;

  /** A fire that is decided later than this is worth an incident. */
  static final long LATE_MS = 1_000;

  private final Desk desk;
  private final Runs runs;
  private final Overlap overlap;

  /** Forgotten with each change of a schedule's timing. */
  private final Map<ScheduleKey, FireTimes> known = new HashMap<>();

  Fires(Desk desk, Runs runs, Overlap overlap) {
    this.desk = desk;
    this.runs = runs;
    this.overlap = overlap;
  }

  /** Decides on what is due now, up to the step's limit. */
  void onTime() {
    if (desk.clock.isHeld()) {
      return;
    }
    Instant now = desk.instant();
    int left = desk.settings.maxFiresPerStep();
    while (left > 0 && !desk.pipeline.isBackedUp()) {
      DueFire fire = desk.state.firstDue();
      if (fire == null || fire.at().isAfter(now)) {
        return;
      }
      noteLateness(fire, now);
      left -= decide(fire, now);
      desk.pipeline.boundary();
    }
  }

  /** What fell due before this leadership is not late through any fault of it. */
  private void noteLateness(DueFire fire, Instant now) {
    long lateMs = Duration.between(fire.at(), now).toMillis();
    if (lateMs > LATE_MS && fire.at().isAfter(desk.leadsSince)) {
      desk.incidents.fireLate(fire.at(), lateMs);
    }
  }

  private int decide(DueFire fire, Instant now) {
    Job job = desk.state.job(fire.key().job());
    ScheduleSpec spec = schedule(job, fire.key().schedule());
    FireTimes times = times(fire.key(), spec, fire.at());
    if (hasRun(fire.key(), fire.at())) {
      moveCursor(fire.key(), job, afterRunOf(fire, job, times, now));
      return 1;
    }
    FirePlan plan = FirePlan.decide(times, spec, fire.at(), now, MAX_FIRES_PER_PLAN);
    if (!desk.rules.firesInOneBatch()) {
      moveCursor(fire.key(), job, plan.next());
      desk.pipeline.cut();
    }
    for (SkippedRange range : plan.skipped()) {
      skipped(fire.key(), times, range);
    }
    boolean ran = false;
    for (Instant at : plan.fires()) {
      ran |= !hasRun(fire.key(), at) && fire(job, fire.key().schedule(), at);
    }
    Instant next = plan.next();
    if (times.followsEnds() && next == null && !ran) {
      next = times.nextAfterEnd(now);
    }
    moveCursor(fire.key(), job, next);
    return Math.max(1, plan.fires().size());
  }

  /** Another leader, whose clock was ahead, has fired it before the schedule was put again. */
  private boolean hasRun(ScheduleKey key, Instant at) {
    return desk.rules.runCountsAsFired() && !desk.state.firedAhead(key, at, at).isEmpty();
  }

  private Instant afterRunOf(DueFire fire, Job job, FireTimes times, Instant now) {
    if (!times.followsEnds()) {
      return times.nextAfter(fire.at());
    }
    if (isActive(job, fire)) {
      return null;
    }
    Instant next = times.nextAfterEnd(now);
    return fire.at().equals(next) ? times.nextAfterEnd(now.plusMillis(1)) : next;
  }

  private boolean isActive(Job job, DueFire fire) {
    return desk.state.runs().stream()
        .map(RunInProgress::run)
        .anyMatch(run ->
            run.job().equals(job.key())
                && fire.key().schedule().equals(run.schedule())
                && fire.at().equals(run.fireAt()));
  }

  private boolean fire(Job job, String schedule, Instant at) {
    Overlap.Decision decision = overlap.onFire(job);
    if (decision.skipReason() != null) {
      skipped(new ScheduleKey(job.key(), schedule), at, at, 1, decision.skipReason());
      return false;
    }
    runs.create(
        new Runs.NewRun(
            job,
            Trigger.SCHEDULE,
            schedule,
            at,
            null,
            null,
            SortedMaps.empty(),
            "schedule " + schedule,
            decision.queued(),
            decision.queued() ? decision.cause() : "fired by schedule " + schedule),
        Map.of());
    return true;
  }

  /** Records the range, without those of its fire times that have a run already. */
  private void skipped(ScheduleKey key, FireTimes times, SkippedRange range) {
    Instant first = range.first();
    for (Instant at : desk.state.firedAhead(key, range.first(), range.last())) {
      boolean isFireTime = at.equals(first) || at.equals(times.first(at));
      if (!isFireTime || !hasRun(key, at)) {
        continue;
      }
      if (first.isBefore(at)) {
        skipped(key, times, first, times.lastBefore(at), range.reason());
      }
      first = times.nextAfter(at);
      if (first == null || first.isAfter(range.last())) {
        return;
      }
    }
    skipped(key, times, first, range.last(), range.reason());
  }

  private void skipped(
      ScheduleKey key, FireTimes times, Instant first, Instant last, SkipReason reason) {
    long count = first.equals(last) ? 1 : 2 + times.countBetween(first, last);
    skipped(key, first, last, count, reason.text());
  }

  private void skipped(ScheduleKey key, Instant first, Instant last, long count, String reason) {
    desk.record(
        new Fact.FireSkipped(
            key.job(), key.schedule(), first, last, count, reason, desk.instant()));
    desk.out().add(new Effect.Counted(Counter.FIRES_SKIPPED, count));
  }

  private void moveCursor(ScheduleKey key, Job job, Instant next) {
    desk.record(
        new Fact.CursorMoved(new ScheduleCursor(key.job(), key.schedule(), job.version(), next)));
  }

  private FireTimes times(ScheduleKey key, ScheduleSpec spec, Instant anchor) {
    // A fixed rate without a start counts from any of its fire times alike.
    return known.computeIfAbsent(key, schedule -> FireTimes.of(spec.timing(), anchor));
  }

  private static ScheduleSpec schedule(Job job, String name) {
    for (ScheduleSpec spec : job.spec().schedules()) {
      if (spec.name().equals(name)) {
        return spec;
      }
    }
    throw new IllegalStateException(job.key() + " has a cursor for no schedule: " + name);
  }

  /** The job was created or changed: cursors follow its schedules. */
  void jobChanged(Job before, Job job) {
    Instant now = desk.instant();
    for (ScheduleCursor cursor : desk.state.cursorsOf(job.key())) {
      if (job.spec().schedules().stream().noneMatch(s -> s.name().equals(cursor.schedule()))) {
        desk.record(new Fact.CursorRemoved(job.key(), cursor.schedule()));
        known.remove(new ScheduleKey(job.key(), cursor.schedule()));
      }
    }
    for (ScheduleSpec spec : job.spec().schedules()) {
      ScheduleKey key = new ScheduleKey(job.key(), spec.name());
      ScheduleCursor cursor = desk.state.cursor(key);
      if (cursor == null || !timingIsKept(before, spec)) {
        known.remove(key);
        moveCursor(key, job, FireTimes.of(spec.timing(), now).first(now));
      }
    }
  }

  /**
   * Puts the schedule's timer again where it was lost. Without a cursor it begins anew: what fell
   * due before is not decided.
   */
  void putTimer(JobKey jobKey, String schedule) {
    Job job = desk.state.job(jobKey);
    if (job == null || job.isPaused()) {
      return;
    }
    ScheduleKey key = new ScheduleKey(jobKey, schedule);
    ScheduleCursor cursor = desk.state.cursor(key);
    if (cursor != null && cursor.nextFireAt() != null) {
      moveCursor(key, job, cursor.nextFireAt());
      return;
    }
    known.remove(key);
    Instant now = desk.instant();
    FireTimes times = FireTimes.of(schedule(job, schedule).timing(), now);
    moveCursor(key, job, times.followsEnds() ? times.nextAfterEnd(now) : times.first(now));
  }

  private static boolean timingIsKept(Job before, ScheduleSpec spec) {
    return before != null
        && before.spec().schedules().stream()
            .anyMatch(s -> s.name().equals(spec.name()) && s.timing().equals(spec.timing()));
  }

  /** The job goes on after a pause: what fell due in it is recorded as skipped. */
  void jobResumed(Job job) {
    Instant now = desk.instant();
    for (ScheduleCursor cursor : desk.state.cursorsOf(job.key())) {
      if (cursor.nextFireAt() == null || cursor.nextFireAt().isAfter(now)) {
        continue;
      }
      ScheduleKey key = new ScheduleKey(job.key(), cursor.schedule());
      ScheduleSpec spec = schedule(job, cursor.schedule());
      FirePlan plan =
          FirePlan.skipDue(
              times(key, spec, cursor.nextFireAt()), cursor.nextFireAt(), now, SkipReason.PAUSED);
      for (SkippedRange range : plan.skipped()) {
        skipped(key, times(key, spec, cursor.nextFireAt()), range);
      }
      moveCursor(key, job, plan.next());
    }
  }

  /** A fixed delay counts from the end of the run it started. */
  void runEnded(Run run) {
    if (run.schedule() == null) {
      return;
    }
    ScheduleKey key = new ScheduleKey(run.job(), run.schedule());
    ScheduleCursor cursor = desk.state.cursor(key);
    if (cursor == null || cursor.nextFireAt() != null) {
      return;
    }
    Job job = desk.state.job(run.job());
    FireTimes times = times(key, schedule(job, run.schedule()), run.endedAt());
    if (times.followsEnds()) {
      moveCursor(key, job, times.nextAfterEnd(run.endedAt()));
    }
  }

  /** When to look again, on the monotonic clock. */
  long nextWakeNanos() {
    DueFire fire = desk.state.firstDue();
    if (fire == null || desk.clock.isHeld()) {
      return Long.MAX_VALUE;
    }
    if (desk.pipeline.isBackedUp()) {
      return Long.MAX_VALUE;
    }
    Duration left = Duration.between(desk.instant(), fire.at());
    if (left.compareTo(Duration.ofDays(1)) > 0) {
      return Long.MAX_VALUE;
    }
    return desk.now().nanos() + Math.max(0, left.toNanos());
  }
}
