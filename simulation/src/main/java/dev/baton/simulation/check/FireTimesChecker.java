package dev.baton.simulation.check;

import dev.baton.common.id.JobKey;
import dev.baton.common.job.ScheduleSpec;
import dev.baton.common.job.Timing;
import dev.baton.coordinator.core.fact.Batch;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.Job;
import dev.baton.coordinator.core.state.Run;
import dev.baton.coordinator.core.state.ScheduleCursor;
import dev.baton.simulation.store.StoreRows;
import dev.baton.simulation.store.StoreRows.ScheduleId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Fire times become exactly one run or one recorded skip each, in order, without gap or double, and
 * in the same commit as the cursor that moves past them; never before their time, and never skipped
 * as misfired before they are. A fire time that has a run already, because its schedule was put
 * again by a leader whose clock was behind, is passed over and not skipped.
 */
public final class FireTimesChecker implements Witness {
  private static final String NAME = "fire times";

  /**
   * How wrong the clock that counts may be: twice the step that is noticed (a second step may come
   * before the next reading of the store's clock), and a little.
   */
  private final Duration tolerance;

  private final Supplier<Instant> trueClock;
  private final Map<ScheduleId, Expected> schedules = new HashMap<>();
  private final Set<ScheduleId> touched = new LinkedHashSet<>();

  /** What should come next of one schedule. */
  private static final class Expected {
    ScheduleSpec spec;
    Instant next;
  }

  public FireTimesChecker(Supplier<Instant> trueClock, long clockStepMs) {
    this.trueClock = trueClock;
    this.tolerance = Duration.ofMillis(2 * clockStepMs + 500);
  }

  @Override
  public void factWritten(Batch batch, Fact fact, StoreRows before) {
    switch (fact) {
      case Fact.JobChanged changed -> jobChanged(before.job(changed.job().key()), changed.job());
      case Fact.JobDeleted deleted ->
          schedules.keySet().removeIf(id -> id.job().equals(deleted.job()));
      case Fact.CursorMoved moved -> cursorMoved(moved.cursor(), before);
      case Fact.CursorRemoved removed ->
          schedules.remove(new ScheduleId(removed.job(), removed.schedule()));
      case Fact.RunCreated created -> runCreated(created.run(), before);
      case Fact.RunChanged changed -> runChanged(changed.run());
      case Fact.FireSkipped skipped -> skipped(skipped, before);
      case Fact.TaskRunChanged f -> {}
      case Fact.AttemptCreated f -> {}
      case Fact.AttemptChanged f -> {}
      case Fact.LateOutcomeKept f -> {}
      case Fact.ExecutorChanged f -> {}
      case Fact.FailoverEventRecorded f -> {}
      case Fact.AuditRecorded f -> {}
      case Fact.IncidentChanged f -> {}
      case Fact.IncidentTouched f -> {}
      case Fact.LeadershipChanged f -> {}
    }
  }

  private void jobChanged(Job before, Job job) {
    for (ScheduleSpec spec : job.spec().schedules()) {
      ScheduleId id = new ScheduleId(job.key(), spec.name());
      Expected expected = schedules.computeIfAbsent(id, key -> new Expected());
      boolean kept =
          before != null && expected.spec != null && expected.spec.timing().equals(spec.timing());
      expected.spec = spec;
      if (!kept) {
        expected.next = Walk.first(spec.timing(), job.changedAt());
        touched.add(id);
      }
    }
  }

  private Expected expected(JobKey job, String schedule) {
    ScheduleId id = new ScheduleId(job, schedule);
    Expected expected = schedules.get(id);
    if (expected == null) {
      throw new Violation(NAME, id + " decides on fire times and is no schedule");
    }
    touched.add(id);
    return expected;
  }

  /** Fire times before that one that have a run are decided. */
  private static void passFired(
      Expected expected, JobKey job, String schedule, Instant end, StoreRows before) {
    while (expected.next != null
        && (end == null || expected.next.isBefore(end))
        && before.runAt(job, schedule, expected.next) != null) {
      expected.next = Walk.next(expected.spec.timing(), expected.next);
    }
  }

  private void runCreated(Run run, StoreRows before) {
    if (run.schedule() == null) {
      return;
    }
    Expected expected = expected(run.job(), run.schedule());
    passFired(expected, run.job(), run.schedule(), run.fireAt(), before);
    if (!run.fireAt().equals(expected.next)) {
      throw new Violation(
          NAME, "run " + run.id() + " is for " + run.fireAt() + ", due was " + expected.next);
    }
    if (run.fireAt().isAfter(trueClock.get().plus(tolerance))) {
      throw new Violation(
          NAME,
          "run " + run.id() + " is for " + run.fireAt() + ", and it is only " + trueClock.get());
    }
    expected.next = Walk.next(expected.spec.timing(), run.fireAt());
  }

  private void skipped(Fact.FireSkipped skip, StoreRows before) {
    Expected expected = expected(skip.job(), skip.schedule());
    Timing timing = expected.spec.timing();
    passFired(expected, skip.job(), skip.schedule(), skip.first(), before);
    long count = 1;
    Instant at = expected.next;
    if (!skip.first().equals(at)) {
      throw new Violation(NAME, "skipped from " + skip.first() + ", due was " + at + ": " + skip);
    }
    while (at != null && at.isBefore(skip.last())) {
      checkNoRun(skip, at, before);
      at = Walk.next(timing, at);
      count++;
    }
    checkNoRun(skip, skip.last(), before);
    if (!skip.last().equals(at) || skip.count() != count) {
      throw new Violation(NAME, "skips end at " + at + " and are " + count + ": " + skip);
    }
    Instant now = trueClock.get();
    boolean early =
        skip.reason().startsWith("misfired")
            && skip.last().isAfter(now.minus(expected.spec.misfireThreshold()).plus(tolerance));
    if (early || skip.last().isAfter(now.plus(tolerance))) {
      throw new Violation(NAME, "skipped before its time, at " + now + ": " + skip);
    }
    expected.next =
        timing instanceof Timing.FixedDelay delay
            ? Walk.afterEnd(delay.delay(), skip.at())
            : Walk.next(timing, at);
  }

  private static void checkNoRun(Fact.FireSkipped skip, Instant at, StoreRows before) {
    if (before.runAt(skip.job(), skip.schedule(), at) != null) {
      throw new Violation(NAME, at + " has a run and is skipped: " + skip);
    }
  }

  private void runChanged(Run run) {
    if (run.schedule() == null || !run.status().isEnd()) {
      return;
    }
    ScheduleId id = new ScheduleId(run.job(), run.schedule());
    Expected expected = schedules.get(id);
    boolean follows =
        expected != null
            && expected.next == null
            && expected.spec.timing() instanceof Timing.FixedDelay;
    if (follows) {
      Timing.FixedDelay delay = (Timing.FixedDelay) expected.spec.timing();
      expected.next = Walk.afterEnd(delay.delay(), run.endedAt());
      touched.add(id);
    }
  }

  private void cursorMoved(ScheduleCursor cursor, StoreRows before) {
    Expected expected = expected(cursor.job(), cursor.schedule());
    if (expected.next != null
        && before.runAt(cursor.job(), cursor.schedule(), expected.next) != null
        && expected.spec.timing() instanceof Timing.FixedDelay) {
      // It goes on from the end of that run, or from now if that has come.
      expected.next = cursor.nextFireAt();
    } else if (!Objects.equals(expected.next, cursor.nextFireAt())) {
      passFired(expected, cursor.job(), cursor.schedule(), cursor.nextFireAt(), before);
    }
    if (!Objects.equals(expected.next, cursor.nextFireAt())) {
      throw new Violation(
          NAME,
          "the cursor moves to "
              + cursor.nextFireAt()
              + ", and first undecided is "
              + expected.next
              + ": "
              + cursor);
    }
  }

  @Override
  public void committed(String life, Batch batch, StoreRows after) {
    for (ScheduleId id : touched) {
      Expected expected = schedules.get(id);
      ScheduleCursor cursor = after.cursor(id.job(), id.schedule());
      if (expected != null && cursor == null) {
        throw new Violation(NAME, id + " has no cursor");
      }
      if (expected != null && !Objects.equals(expected.next, cursor.nextFireAt())) {
        throw new Violation(
            NAME, "first undecided is " + expected.next + ", and the store has " + cursor);
      }
    }
    touched.clear();
  }

  @Override
  public void wentBack(StoreRows rows, long epoch) {
    schedules.clear();
    touched.clear();
    for (Job job : rows.jobs()) {
      for (ScheduleSpec spec : job.spec().schedules()) {
        Expected expected = new Expected();
        expected.spec = spec;
        expected.next = rows.cursor(job.key(), spec.name()).nextFireAt();
        schedules.put(new ScheduleId(job.key(), spec.name()), expected);
      }
    }
  }
}
