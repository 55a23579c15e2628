package dev.baton.common.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.RandomCases;
import dev.baton.common.job.DstRule;
import dev.baton.common.job.MisfirePolicy;
import dev.baton.common.job.Timing;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FirePlanTest {
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
  private static final List<MisfirePolicy> POLICIES = List.of(MisfirePolicy.values());
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final FireTimes EVERY_TEN_MINUTES = cron("0 0/10 * * * ?");

  @Test
  void nothingDueMeansNothingDecided() {
    FirePlan plan = decide(EVERY_TEN_MINUTES, NOON, NOON.minusNanos(1), MisfirePolicy.FIRE_ALL);
    assertEquals(new FirePlan(List.of(), List.of(), NOON, false), plan);
    assertEquals(
        new FirePlan(List.of(), List.of(), null, false),
        decide(EVERY_TEN_MINUTES, null, NOON, MisfirePolicy.SKIP));
  }

  @Test
  void aFireTimeThatIsOnlyALittleLateFiresUnderEveryPolicy() {
    for (MisfirePolicy policy : MisfirePolicy.values()) {
      FirePlan plan = decide(EVERY_TEN_MINUTES, NOON, NOON.plus(MINUTE), policy);
      assertEquals(new FirePlan(List.of(NOON), List.of(), NOON.plusSeconds(600), false), plan);
    }
  }

  @Test
  void skipLeavesOutAllMisfiredOnesInOneRange() {
    FirePlan plan = decide(EVERY_TEN_MINUTES, NOON, NOON.plusSeconds(1_805), MisfirePolicy.SKIP);
    assertEquals(List.of(NOON.plusSeconds(1_800)), plan.fires());
    assertEquals(
        List.of(new SkippedRange(NOON, NOON.plusSeconds(1_200), 3, SkipReason.MISFIRED)),
        plan.skipped());
    assertEquals(NOON.plusSeconds(2_400), plan.next());
  }

  @Test
  void fireOnceRunsTheNewestMisfiredAndWhatIsNotMisfired() {
    FirePlan plan =
        decide(EVERY_TEN_MINUTES, NOON, NOON.plusSeconds(1_805), MisfirePolicy.FIRE_ONCE);
    assertEquals(List.of(NOON.plusSeconds(1_200), NOON.plusSeconds(1_800)), plan.fires());
    assertEquals(
        List.of(new SkippedRange(NOON, NOON.plusSeconds(600), 2, SkipReason.ONE_RUN_FOR_ALL)),
        plan.skipped());
  }

  @Test
  void fireAllRunsAllWithinTheCatchUpWindow() {
    FirePlan plan = decide(EVERY_TEN_MINUTES, NOON, NOON.plus(HOUR), MisfirePolicy.FIRE_ALL);
    assertEquals(7, plan.fires().size());
    FirePlan later =
        decide(EVERY_TEN_MINUTES, NOON, NOON.plus(HOUR).plusNanos(1), MisfirePolicy.FIRE_ALL);
    assertEquals(6, later.fires().size());
    assertEquals(
        List.of(new SkippedRange(NOON, NOON, 1, SkipReason.OUTSIDE_CATCH_UP_WINDOW)),
        later.skipped());
  }

  @Test
  void nothingOlderThanTheWindowRunsWhateverThePolicy() {
    FireTimes daily = cron("0 0 12 * * ?");
    for (MisfirePolicy policy : MisfirePolicy.values()) {
      FirePlan plan = decide(daily, NOON, NOON.plus(Duration.ofHours(3)), policy);
      assertEquals(List.of(), plan.fires());
      assertEquals(SkipReason.OUTSIDE_CATCH_UP_WINDOW, plan.skipped().get(0).reason());
      assertEquals(NOON.plus(Duration.ofDays(1)), plan.next());
    }
  }

  @Test
  void aMonthOfAPerSecondScheduleIsCountedNotWalked() {
    for (FireTimes times :
        List.of(
            cron("* * * * * ?"),
            FireTimes.of(new Timing.FixedRate(Duration.ofSeconds(1), Instant.EPOCH)))) {
      Duration month = Duration.ofDays(30);
      FirePlan plan =
          assertTimeoutPreemptively(
              Duration.ofSeconds(5),
              () -> decide(times, NOON, NOON.plus(month), MisfirePolicy.FIRE_ONCE));
      assertEquals(62, plan.fires().size());
      assertEquals(month.toSeconds() - 3_600, plan.skipped().get(0).count());
      assertEquals(3_600 - 61, plan.skipped().get(1).count());
      assertFalse(plan.more());
    }
  }

  @Test
  void theLimitStopsAPlanAndTheNextOneGoesOn() {
    Instant now = NOON.plus(HOUR);
    List<Instant> fires = new ArrayList<>();
    Instant cursor = NOON;
    int plans = 0;
    while (true) {
      FirePlan plan =
          FirePlan.decide(EVERY_TEN_MINUTES, cursor, now, MisfirePolicy.FIRE_ALL, MINUTE, HOUR, 3);
      fires.addAll(plan.fires());
      cursor = plan.next();
      plans++;
      if (!plan.more()) {
        break;
      }
    }
    assertEquals(3, plans);
    assertEquals(decide(EVERY_TEN_MINUTES, NOON, now, MisfirePolicy.FIRE_ALL).fires(), fires);
  }

  @Test
  void aFixedDelayWaitsForTheEndOfItsRunAndGoesOnWhenItIsSkipped() {
    FireTimes times = FireTimes.of(new Timing.FixedDelay(Duration.ofSeconds(30), NOON));
    FirePlan fired = decide(times, NOON.plusSeconds(99), NOON.plusSeconds(99), MisfirePolicy.SKIP);
    assertEquals(List.of(NOON.plusSeconds(99)), fired.fires());
    assertNull(fired.next());
    FirePlan skipped = decide(times, NOON, NOON.plusSeconds(500), MisfirePolicy.SKIP);
    assertEquals(List.of(), skipped.fires());
    assertEquals(1, skipped.skipped().get(0).count());
    assertEquals(NOON.plusSeconds(530), skipped.next());
  }

  @Test
  void aFixedDelayWhoseCursorLiesBeforeItsStartIsOneFireTime() {
    FireTimes times = FireTimes.of(new Timing.FixedDelay(Duration.ofSeconds(30), NOON));
    Instant cursor = NOON.minusSeconds(1_800);
    Instant now = NOON.plusSeconds(500);
    SkippedRange one = new SkippedRange(cursor, cursor, 1, SkipReason.MISFIRED);
    FirePlan skipped = decide(times, cursor, now, MisfirePolicy.SKIP);
    assertEquals(List.of(one), skipped.skipped());
    assertEquals(NOON.plusSeconds(530), skipped.next());
    FirePlan fired = decide(times, cursor, now, MisfirePolicy.FIRE_ONCE);
    assertEquals(new FirePlan(List.of(cursor), List.of(), null, false), fired);
  }

  @Test
  void onceIsMisfiredOnlyOnce() {
    FireTimes times = FireTimes.of(new Timing.Once(NOON));
    FirePlan late = decide(times, NOON, NOON.plusSeconds(600), MisfirePolicy.FIRE_ONCE);
    assertEquals(new FirePlan(List.of(NOON), List.of(), null, false), late);
    FirePlan tooLate = decide(times, NOON, NOON.plusSeconds(6_000), MisfirePolicy.FIRE_ONCE);
    assertEquals(List.of(), tooLate.fires());
    assertNull(tooLate.next());
  }

  @Test
  void aCursorThatTheScheduleNoLongerKnowsStillCounts() {
    Instant odd = NOON.plusSeconds(7);
    FirePlan plan = decide(EVERY_TEN_MINUTES, odd, NOON.plusSeconds(605), MisfirePolicy.FIRE_ALL);
    assertEquals(List.of(odd, NOON.plusSeconds(600)), plan.fires());
  }

  @Test
  void pausedFireTimesAreSkippedUpToNow() {
    FirePlan plan = FirePlan.skipDue(EVERY_TEN_MINUTES, NOON, NOON.plus(HOUR), SkipReason.PAUSED);
    assertEquals(
        List.of(new SkippedRange(NOON, NOON.plus(HOUR), 7, SkipReason.PAUSED)), plan.skipped());
    assertEquals(NOON.plusSeconds(4_200), plan.next());
  }

  /** The plain model walks through every fire time and decides on each by the book. */
  @Test
  void plansDecideEachFireTimeOnceAsThePlainModelDoes() {
    RandomCases cases = new RandomCases(FirePlanTest.class, 3_000);
    Random random = cases.random();
    for (int i = 0; i < cases.count(); i++) {
      FireTimes times = anyTimes(random);
      Instant cursor = times.first(NOON.plusSeconds(random.nextInt(100_000)));
      if (cursor == null) {
        continue;
      }
      Instant now = cursor.plusMillis(random.nextInt(20_000_000) - 100_000);
      MisfirePolicy policy = POLICIES.get(random.nextInt(3));
      Duration threshold = Duration.ofSeconds(random.nextInt(200));
      Duration window = Duration.ofSeconds(random.nextInt(15_000));
      int max = 1 + random.nextInt(200);
      String name = cases.name(i) + ": " + policy + " " + threshold + " " + window;
      List<String> expected = model(times, cursor, now, policy, threshold, window);
      List<String> actual = new ArrayList<>();
      Instant next = cursor;
      FirePlan plan;
      do {
        plan = FirePlan.decide(times, next, now, policy, threshold, window, max);
        assertTrue(plan.fires().size() <= max, name);
        expand(times, plan, actual);
        next = plan.next();
      } while (plan.more());
      assertEquals(expected, actual, name);
      assertTrue(next == null || next.isAfter(now), name);
    }
  }

  private static List<String> model(
      FireTimes times,
      Instant cursor,
      Instant now,
      MisfirePolicy policy,
      Duration threshold,
      Duration window) {
    List<Instant> due = new ArrayList<>();
    for (Instant at = cursor; at != null && !at.isAfter(now); at = times.nextAfter(at)) {
      due.add(at);
    }
    Instant misfired = now.minus(threshold);
    Instant newest = null;
    for (Instant at : due) {
      newest = at.isBefore(misfired) ? at : newest;
    }
    List<String> decided = new ArrayList<>();
    for (Instant at : due) {
      boolean fires =
          !at.isBefore(misfired)
              || !at.isBefore(now.minus(window))
                  && switch (policy) {
                    case SKIP -> false;
                    case FIRE_ONCE -> at.equals(newest);
                    case FIRE_ALL -> true;
                  };
      decided.add(at + (fires ? " fires" : " skipped"));
    }
    return decided;
  }

  private static void expand(FireTimes times, FirePlan plan, List<String> decided) {
    for (SkippedRange range : plan.skipped()) {
      Instant at = range.first();
      for (long i = 0; i < range.count(); i++) {
        decided.add(at + " skipped");
        if (i == range.count() - 1) {
          assertEquals(range.last(), at);
        }
        at = times.nextAfter(at);
      }
    }
    for (Instant at : plan.fires()) {
      decided.add(at + " fires");
    }
  }

  private static FireTimes anyTimes(Random random) {
    if (random.nextBoolean()) {
      Duration every = Duration.ofMillis(10_000 + random.nextInt(900_000));
      return FireTimes.of(new Timing.FixedRate(every, NOON));
    }
    RandomCron cron = new RandomCron(random, true);
    return FireTimes.of(new Timing.Cron(cron.text, ZoneId.of("America/New_York"), DstRule.DEFAULT));
  }

  private static FirePlan decide(
      FireTimes times, Instant cursor, Instant now, MisfirePolicy policy) {
    return FirePlan.decide(times, cursor, now, policy, MINUTE, HOUR, 1_000);
  }

  private static FireTimes cron(String expression) {
    return FireTimes.of(new Timing.Cron(expression, ZoneId.of("UTC"), DstRule.DEFAULT));
  }
}
