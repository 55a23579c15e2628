package dev.baton.coordinator.core;

import static dev.baton.coordinator.core.CoreDriver.job;
import static dev.baton.coordinator.core.CoreDriver.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.JobKey;
import dev.baton.common.id.RunId;
import dev.baton.common.job.MisfirePolicy;
import dev.baton.common.job.OnExecutorLoss;
import dev.baton.common.job.OverlapPolicy;
import dev.baton.common.job.ScheduleSpec;
import dev.baton.common.job.Timing;
import dev.baton.common.run.Outcome;
import dev.baton.common.run.RunStatus;
import dev.baton.common.run.Trigger;
import dev.baton.common.time.Now;
import dev.baton.coordinator.core.Effect.Counter;
import dev.baton.coordinator.core.command.Command;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of fire times, and how much of it in one step and in one batch. */
class FiresTest {
  private static final JobKey JOB = new JobKey("test", "j");
  private static final Instant BEGIN = Instant.parse("2026-01-05T00:00:00Z");
  private static final int MANY = 20_000;

  private CoreDriver driver = new CoreDriver();

  private static ScheduleSpec schedule(String name, Timing timing) {
    return new ScheduleSpec(
        name, timing, MisfirePolicy.FIRE_ALL, Duration.ofSeconds(60), Duration.ofHours(1));
  }

  private static Timing eachSecond() {
    return new Timing.FixedRate(Duration.ofSeconds(1), BEGIN);
  }

  private static Timing delay() {
    return new Timing.FixedDelay(Duration.ofSeconds(3), BEGIN);
  }

  private static Timing once(Instant at) {
    return new Timing.Once(at);
  }

  private void put(String name, OverlapPolicy overlap, ScheduleSpec... schedules) {
    driver.put(job(name, overlap, List.of(schedules), task("a", OnExecutorLoss.RERUN)));
  }

  private void withLimits(int maxBatchFacts, int maxFires, int maxQueued, int maxActive) {
    driver =
        new CoreDriver(
            new SafetyRules(), CoreDriver.limits(maxBatchFacts, maxFires, maxQueued, maxActive));
    driver.lead();
  }

  private List<Instant> fired() {
    return driver.facts(Fact.RunCreated.class).stream()
        .map(Fact.RunCreated::run)
        .filter(run -> run.trigger() == Trigger.SCHEDULE)
        .map(Run::fireAt)
        .toList();
  }

  private Instant cursor() {
    return driver.lastFact(Fact.CursorMoved.class).cursor().nextFireAt();
  }

  private List<String> skips() {
    return driver.facts(Fact.FireSkipped.class).stream().map(Fact.FireSkipped::reason).toList();
  }

  private List<Fact> inFlight() {
    return driver.last(Effect.Commit.class).batch().facts();
  }

  private static boolean holds(List<Fact> facts, Class<? extends Fact> type) {
    return facts.stream().anyMatch(type::isInstance);
  }

  private long wakesInMs() {
    return (driver.last(Effect.WakeAt.class).nanos() - driver.now().nanos()) / Now.NANOS_PER_MS;
  }

  @Test
  void oneStepDecidesNoMoreFireTimesThanItsLimit() {
    withLimits(MANY, 2, MANY, MANY);
    for (String name : List.of("j", "k", "l")) {
      put(name, OverlapPolicy.ALLOW, schedule("s", once(BEGIN.plusSeconds(1))));
    }
    driver.sleep(Duration.ofSeconds(1));
    driver.holdCommits();
    driver.give(new Input.Tick());
    assertEquals(2, driver.counted(Counter.RUNS_ACCEPTED));
    assertEquals(0, wakesInMs(), "what is left over is decided at once");
    driver.give(new Input.Tick());
    assertEquals(3, driver.counted(Counter.RUNS_ACCEPTED));
  }

  @Test
  void fireTimeThatHasARunCountsTowardsTheLimitOfAStep() {
    withLimits(MANY, 1, MANY, MANY);
    put("j", OverlapPolicy.ALLOW, schedule("s", eachSecond()));
    assertEquals(List.of(BEGIN), fired());
    driver.jumpWall(Duration.ofMillis(-500));
    // From the former half second on: its first fire time has a run.
    put("j", OverlapPolicy.ALLOW, schedule("s", new Timing.FixedRate(halfSecond(), BEGIN)));
    driver.jumpWall(Duration.ofSeconds(1));
    driver.holdCommits();
    driver.give(new Input.Tick());
    assertEquals(1, driver.counted(Counter.RUNS_ACCEPTED));
    driver.give(new Input.Tick());
    assertEquals(2, driver.counted(Counter.RUNS_ACCEPTED));
  }

  private static Duration halfSecond() {
    return Duration.ofMillis(500);
  }

  @Test
  void runAndTheMoveOfItsCursorJoinOneBatchAndTheNextFireMayTakeAnother() {
    withLimits(1, MANY, MANY, MANY);
    put("j", OverlapPolicy.ALLOW, schedule("s", once(BEGIN.plusSeconds(1))));
    put("k", OverlapPolicy.ALLOW, schedule("s", once(BEGIN.plusSeconds(1))));
    driver.sleep(Duration.ofSeconds(1));
    driver.holdCommits();
    driver.give(new Input.Tick());
    assertEquals(2, driver.counted(Counter.RUNS_ACCEPTED));
    assertEquals(1, inFlight().stream().filter(Fact.RunCreated.class::isInstance).count());
    assertTrue(holds(inFlight(), Fact.CursorMoved.class));
  }

  @Test
  void cursorThatMovesInABatchOfItsOwnIsWhatTheRuleForbids() {
    SafetyRules broken =
        new SafetyRules() {
          @Override
          public boolean firesInOneBatch() {
            return false;
          }
        };
    driver = new CoreDriver(broken);
    driver.lead();
    put("j", OverlapPolicy.ALLOW, schedule("s", once(BEGIN.plusSeconds(1))));
    driver.sleep(Duration.ofSeconds(1));
    driver.holdCommits();
    driver.give(new Input.Tick());
    assertTrue(holds(inFlight(), Fact.CursorMoved.class));
    assertEquals(false, holds(inFlight(), Fact.RunCreated.class));
  }

  @Test
  void nothingMoreIsDecidedWhileTooMuchWaitsForTheStoreAndNobodySpins() {
    withLimits(1, MANY, MANY, MANY);
    for (String name : List.of("j", "k", "l", "m", "n")) {
      put(name, OverlapPolicy.ALLOW, schedule("s", once(BEGIN.plusSeconds(1))));
    }
    driver.sleep(Duration.ofSeconds(1));
    driver.holdCommits();
    driver.give(new Input.Tick());
    driver.give(new Input.Tick());
    driver.give(new Input.Tick());
    assertEquals(
        CommitPipeline.MAX_WAITING + 1, driver.counted(Counter.RUNS_ACCEPTED), "one is in flight");
    assertTrue(wakesInMs() > 0, "woken by the answer, not by the clock");
  }

  @Test
  void nextFireTimeIsWhenItWantsToBeWoken() {
    driver.lead();
    put("j", OverlapPolicy.ALLOW, schedule("s", once(BEGIN.plusMillis(300))));
    assertEquals(300, wakesInMs());
    driver.pass(Duration.ofMillis(100));
    assertEquals(200, wakesInMs());
  }

  @Test
  void fireTimeInTheFarFutureIsNoReasonToWake() {
    driver.lead();
    put("j", OverlapPolicy.ALLOW, schedule("s", once(Instant.parse("9000-01-01T00:00:00Z"))));
    assertTrue(wakesInMs() > 0 && wakesInMs() <= Leader.PROBE_MS);
  }

  @Test
  void heldFiresAreNoReasonToWake() {
    driver.lead();
    put("j", OverlapPolicy.ALLOW, schedule("s", once(BEGIN.plusMillis(300))));
    driver.holdCommits();
    driver.jumpWall(Duration.ofHours(1));
    driver.give(new Input.Tick());
    assertEquals(0, fired().size());
    assertTrue(wakesInMs() > 0);
    driver.sleep(Duration.ofMillis(350));
    driver.give(new Input.Tick());
    assertTrue(wakesInMs() > 0);
  }

  @Test
  void fixedDelayCountsFromTheEndOfTheRunThatItStarted() {
    driver.lead();
    driver.join(7, "e1", "i1");
    put("j", OverlapPolicy.ALLOW, schedule("s", delay()));
    assertEquals(List.of(BEGIN), fired());
    assertNull(cursor());
    driver.pass(Duration.ofSeconds(1));
    // A run that an operator asked for is not the schedule's own.
    driver.trigger("j", null);
    driver.ended(7, new AttemptId(new RunId(2), "a", 1), "i1", Outcome.SUCCEEDED);
    assertNull(cursor());
    driver.beat(7, 1);
    driver.pass(Duration.ofSeconds(1));
    driver.ended(7, new AttemptId(new RunId(1), "a", 1), "i1", Outcome.FAILED);
    assertEquals(BEGIN.plusSeconds(5), cursor());
    driver.beat(7, 1);
    driver.pass(Duration.ofSeconds(3));
    assertEquals(List.of(BEGIN, BEGIN.plusSeconds(5)), fired());
  }

  @Test
  void fixedDelayThatIsSkippedGoesOnFromTheDecision() {
    driver.lead();
    put("j", OverlapPolicy.SKIP);
    driver.trigger("j", null);
    put("j", OverlapPolicy.SKIP, schedule("s", delay()));
    assertEquals(List.of("overlap policy SKIP: run 1 is active"), skips());
    assertEquals(BEGIN.plusSeconds(3), cursor());
  }

  @Test
  void endOfARunMovesNoCursorThatHasATimeOfItsOwn() {
    driver.lead();
    driver.join(7, "e1", "i1");
    put("j", OverlapPolicy.ALLOW, schedule("s", delay()));
    Timing other = new Timing.FixedDelay(Duration.ofSeconds(9), BEGIN.plusSeconds(60));
    put("j", OverlapPolicy.ALLOW, schedule("s", other));
    assertEquals(BEGIN.plusSeconds(60), cursor());
    int moves = driver.facts(Fact.CursorMoved.class).size();
    driver.ended(7, new AttemptId(new RunId(1), "a", 1), "i1", Outcome.SUCCEEDED);
    assertEquals(RunStatus.SUCCEEDED, driver.lastFact(Fact.RunChanged.class).run().status());
    assertEquals(moves, driver.facts(Fact.CursorMoved.class).size());
  }

  @Test
  void endOfTheOnlyRunOfOnceLeavesItsCursorAtTheEnd() {
    driver.lead();
    driver.join(7, "e1", "i1");
    put("j", OverlapPolicy.ALLOW, schedule("s", once(BEGIN)));
    assertNull(cursor());
    int moves = driver.facts(Fact.CursorMoved.class).size();
    driver.ended(7, new AttemptId(new RunId(1), "a", 1), "i1", Outcome.SUCCEEDED);
    assertEquals(moves, driver.facts(Fact.CursorMoved.class).size());
  }

  @Test
  void scheduleThatIsTakenOutOfItsJobFiresNoMore() {
    driver.lead();
    driver.join(7, "e1", "i1");
    put("j", OverlapPolicy.ALLOW, schedule("s", delay()), schedule("t", eachSecond()));
    int moves = driver.facts(Fact.CursorMoved.class).size();
    put("j", OverlapPolicy.ALLOW, schedule("t", eachSecond()));
    assertEquals(List.of(new Fact.CursorRemoved(JOB, "s")), driver.facts(Fact.CursorRemoved.class));
    assertEquals(moves, driver.facts(Fact.CursorMoved.class).size(), "the other is kept");
    driver.ended(7, new AttemptId(new RunId(1), "a", 1), "i1", Outcome.SUCCEEDED);
    assertEquals(moves, driver.facts(Fact.CursorMoved.class).size());
  }

  @Test
  void changedTimingBeginsAnewAndAnotherScheduleBesideItDoesNot() {
    driver.lead();
    put("j", OverlapPolicy.ALLOW, schedule("s", eachSecond()), schedule("t", eachSecond()));
    driver.pass(Duration.ofMillis(500));
    int moves = driver.facts(Fact.CursorMoved.class).size();
    Timing slow = new Timing.FixedRate(Duration.ofSeconds(10), BEGIN);
    put("j", OverlapPolicy.ALLOW, schedule("s", slow), schedule("t", eachSecond()));
    List<Fact.CursorMoved> moved = driver.facts(Fact.CursorMoved.class);
    assertEquals(moves + 1, moved.size());
    assertEquals("s", moved.getLast().cursor().schedule());
    assertEquals(BEGIN.plusSeconds(10), cursor());
  }

  @Test
  void whatFellDueInAPauseIsSkippedOnceAndTheRestFires() {
    driver.lead();
    put("j", OverlapPolicy.ALLOW, schedule("s", eachSecond()));
    driver.command(new Command.PauseJob(CoreDriver.ACTOR, JOB));
    driver.pass(Duration.ofMillis(2_500));
    driver.command(new Command.ResumeJob(CoreDriver.ACTOR, JOB));
    assertEquals(List.of("the job was paused"), skips());
    assertEquals(2, driver.lastFact(Fact.FireSkipped.class).count());
    assertEquals(BEGIN.plusSeconds(3), cursor());
    driver.pass(Duration.ofMillis(500));
    assertEquals(List.of(BEGIN, BEGIN.plusSeconds(3)), fired());
    assertEquals(1, skips().size());
  }

  @Test
  void jobThatIsResumedBeforeAnythingFellDueSkipsNothing() {
    driver.lead();
    put("j", OverlapPolicy.ALLOW, schedule("s", once(BEGIN.plusSeconds(9))));
    driver.command(new Command.PauseJob(CoreDriver.ACTOR, JOB));
    driver.command(new Command.ResumeJob(CoreDriver.ACTOR, JOB));
    assertEquals(List.of(), skips());
    driver.pass(Duration.ofSeconds(9));
    assertEquals(List.of(BEGIN.plusSeconds(9)), fired());
  }

  @Test
  void firedRunSaysWhichScheduleAndAQueuedOneWhatItWaitsFor() {
    driver.lead();
    put("j", OverlapPolicy.QUEUE_ALL, schedule("s", eachSecond()));
    driver.pass(Duration.ofSeconds(1));
    List<String> causes =
        driver.facts(Fact.RunCreated.class).stream().map(fact -> fact.run().cause()).toList();
    assertEquals(List.of("fired by schedule s", "waits for run 1 of the same job to end"), causes);
  }

  @Test
  void firesOverTheLimitOfActiveRunsAreSkippedWithThatReason() {
    withLimits(MANY, MANY, MANY, 2);
    put("j", OverlapPolicy.ALLOW, schedule("s", eachSecond()));
    driver.pass(Duration.ofSeconds(2));
    assertEquals(List.of(BEGIN, BEGIN.plusSeconds(1)), fired());
    assertEquals(List.of("the limit of 2 active runs is reached"), skips());
    assertEquals(1, driver.counted(Counter.FIRES_SKIPPED));
  }

  @Test
  void firesOverTheLimitOfQueuedRunsAreSkippedWithThatReason() {
    withLimits(MANY, MANY, 2, MANY);
    put("j", OverlapPolicy.QUEUE_ALL, schedule("s", eachSecond()));
    driver.pass(Duration.ofSeconds(3));
    assertEquals(3, fired().size());
    assertEquals(List.of("the limit of 2 queued runs"), skips());
  }
}
