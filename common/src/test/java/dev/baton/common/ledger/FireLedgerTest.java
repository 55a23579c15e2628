package dev.baton.common.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.baton.common.id.JobKey;
import dev.baton.common.job.JobSpec;
import dev.baton.common.job.MisfirePolicy;
import dev.baton.common.job.OverlapPolicy;
import dev.baton.common.job.ScheduleSpec;
import dev.baton.common.job.SortedMaps;
import dev.baton.common.job.Timing;
import dev.baton.common.ledger.FireRecords.Fired;
import dev.baton.common.ledger.FireRecords.Skipped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FireLedgerTest {
  private static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");
  private static final Timing EVERY_SECOND = new Timing.FixedRate(Duration.ofSeconds(1), null);
  private static final Duration LATE = Duration.ofSeconds(1);

  private final List<Fired> fired = new ArrayList<>();
  private final List<Skipped> skipped = new ArrayList<>();

  private static Instant at(long second) {
    return T0.plusSeconds(second);
  }

  private void fire(long second, long latenessMs) {
    fired.add(new Fired(at(second), 100 + second, at(second).plusMillis(latenessMs)));
  }

  /** States of seconds 0 to 9 under one rule; the cursor stands at that second. */
  private List<FireState> states(long cursor) {
    return FireLedger.match(
            List.of(new FireRule(EVERY_SECOND, T0, null)),
            new FireRecords(fired, skipped, at(cursor), false),
            T0,
            at(10),
            LATE)
        .stream()
        .map(LedgerEntry::state)
        .toList();
  }

  private static List<FireState> all(FireState state, int count) {
    return LongStream.range(0, count).mapToObj(i -> state).toList();
  }

  @Test
  void everyPromisedFireTimeThatRanInTimeIsOnTime() {
    LongStream.range(0, 10).forEach(second -> fire(second, 20));
    assertEquals(all(FireState.ON_TIME, 10), states(10));
  }

  @Test
  void whatLiesAtTheCursorOrAfterIsOpen() {
    LongStream.range(0, 7).forEach(second -> fire(second, 20));
    assertEquals(all(FireState.OPEN, 3), states(7).subList(7, 10));
  }

  @Test
  void aHoleBeforeTheCursorIsMissed() {
    LongStream.range(0, 10).filter(second -> second != 4).forEach(second -> fire(second, 20));
    assertEquals(FireState.MISSED, states(10).get(4));
    assertEquals(1, states(10).stream().filter(state -> state == FireState.MISSED).count());
  }

  @Test
  void twoRunsOfOneFireTimeAreDouble() {
    LongStream.range(0, 10).forEach(second -> fire(second, 20));
    fired.add(new Fired(at(3), 999, at(3)));
    assertEquals(FireState.DOUBLE, states(10).get(3));
  }

  @Test
  void aRunAndASkipOfOneFireTimeAreDouble() {
    LongStream.range(0, 10).forEach(second -> fire(second, 20));
    skipped.add(new Skipped(at(5), at(5), 1, "paused"));
    assertEquals(FireState.DOUBLE, states(10).get(5));
  }

  @Test
  void skippedRangesAreSkippedAndLateRunsLate() {
    LongStream.range(0, 3).forEach(second -> fire(second, 20));
    skipped.add(new Skipped(at(3), at(7), 5, "misfired"));
    fire(8, 1_500);
    fire(9, 500);
    List<FireState> states = states(10);
    assertEquals(all(FireState.SKIPPED, 5), states.subList(3, 8));
    assertEquals(List.of(FireState.LATE, FireState.ON_TIME), states.subList(8, 10));
  }

  @Test
  void aRunThatNothingPromisedIsFound() {
    LongStream.range(0, 10).forEach(second -> fire(second, 20));
    fired.add(new Fired(at(3).plusMillis(500), 999, at(4)));
    assertEquals(FireState.UNPROMISED, states(10).get(4));
  }

  @Test
  void aChangedScheduleIsHeldToTheRuleInForce() {
    List<FireRule> rules =
        FireRules.of(
                List.of(
                    version(T0, EVERY_SECOND),
                    version(at(4), EVERY_SECOND),
                    version(at(6), new Timing.FixedRate(Duration.ofSeconds(2), null))))
            .get("s");
    assertEquals(
        List.of(
            new FireRule(EVERY_SECOND, T0, at(6)),
            new FireRule(new Timing.FixedRate(Duration.ofSeconds(2), null), at(6), null)),
        rules);
    LongStream.range(0, 5).forEach(second -> fire(second, 20));
    fire(6, 20);
    fire(8, 20);
    List<LedgerEntry> entries =
        FireLedger.match(rules, new FireRecords(fired, skipped, at(10), false), T0, at(10), LATE);
    assertEquals(8, entries.size());
    assertEquals(FireState.WITHDRAWN, entries.get(5).state());
    assertEquals(7, entries.stream().filter(e -> e.state() == FireState.ON_TIME).count());
  }

  @Test
  void aScheduleThatWasRemovedPromisesNothingMore() {
    List<FireRule> rules =
        FireRules.of(List.of(version(T0, EVERY_SECOND), version(at(3), null))).get("s");
    assertEquals(List.of(new FireRule(EVERY_SECOND, T0, at(3))), rules);
  }

  @Test
  void aRangeWithTooManyFireTimesIsRefused() {
    assertThrows(
        FireLedger.TooManyException.class,
        () ->
            FireLedger.match(
                List.of(new FireRule(EVERY_SECOND, T0, null)),
                new FireRecords(List.of(), List.of(), T0, false),
                T0,
                T0.plus(Duration.ofDays(2)),
                LATE));
  }

  /** A job with that one schedule, or with none. */
  private static FireRules.Version version(Instant at, Timing timing) {
    List<ScheduleSpec> schedules =
        timing == null
            ? List.of()
            : List.of(
                new ScheduleSpec(
                    "s",
                    timing,
                    MisfirePolicy.FIRE_ALL,
                    Duration.ofSeconds(60),
                    Duration.ofHours(1)));
    return new FireRules.Version(
        new JobSpec(
            new JobKey("test", "j"),
            "",
            SortedMaps.empty(),
            schedules,
            OverlapPolicy.ALLOW,
            List.of()),
        at);
  }
}
