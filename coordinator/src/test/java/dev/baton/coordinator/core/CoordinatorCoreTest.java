package dev.baton.coordinator.core;

import static dev.baton.coordinator.core.CoreDriver.job;
import static dev.baton.coordinator.core.CoreDriver.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.JobKey;
import dev.baton.common.id.RunId;
import dev.baton.common.id.TaskRunId;
import dev.baton.common.job.MisfirePolicy;
import dev.baton.common.job.OnExecutorLoss;
import dev.baton.common.job.OverlapPolicy;
import dev.baton.common.job.ScheduleSpec;
import dev.baton.common.job.SortedMaps;
import dev.baton.common.job.Timing;
import dev.baton.common.run.AttemptStatus;
import dev.baton.common.run.Outcome;
import dev.baton.common.run.RerunMode;
import dev.baton.common.run.RunStatus;
import dev.baton.common.run.TaskStatus;
import dev.baton.common.run.Trigger;
import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.coordinator.core.Effect.Role;
import dev.baton.coordinator.core.Input.StoreAnswer;
import dev.baton.coordinator.core.command.Command;
import dev.baton.coordinator.core.command.CommandResult.Code;
import dev.baton.coordinator.core.command.CommandResult.Rejected;
import dev.baton.coordinator.core.command.CommandResult.RunAccepted;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.Run;
import dev.baton.coordinator.core.state.TaskRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoordinatorCoreTest {
  private static final AttemptId FIRST = new AttemptId(new RunId(1), "a", 1);
  private static final AttemptId SECOND = new AttemptId(new RunId(1), "a", 2);

  private final CoreDriver driver = new CoreDriver();

  private static ScheduleSpec everySecond() {
    return new ScheduleSpec(
        "s",
        new Timing.FixedRate(Duration.ofSeconds(1), null),
        MisfirePolicy.FIRE_ALL,
        Duration.ofSeconds(60),
        Duration.ofHours(1));
  }

  private void leadWithExecutor(OnExecutorLoss onLoss) {
    driver.lead();
    driver.join(7, "e1", "i1");
    driver.put(job("j", OverlapPolicy.ALLOW, List.of(), task("a", onLoss)));
    driver.trigger("j", null);
  }

  private void beatWhilePassing(long link, Duration time, AttemptId... running) {
    for (long left = time.toMillis(); left > 0; left -= 500) {
      driver.pass(Duration.ofMillis(500));
      driver.beat(link, 1, running);
    }
  }

  @Test
  void startIsSentOnlyAfterItsAttemptIsDurable() {
    driver.lead();
    driver.join(7, "e1", "i1");
    driver.put(job("j", OverlapPolicy.ALLOW, List.of(), task("a", OnExecutorLoss.RERUN)));
    driver.holdCommits();
    long request =
        driver.commandWithoutAnswer(
            new Command.TriggerRun(
                CoreDriver.ACTOR,
                new JobKey("test", "j"),
                Trigger.MANUAL,
                null,
                SortedMaps.empty()));
    assertTrue(driver.sent(7, CoordinatorMessage.Start.class).isEmpty());
    assertNull(driver.answer(request));
    driver.answerCommit(StoreAnswer.OK);
    assertEquals(1, driver.sent(7, CoordinatorMessage.Start.class).size());
    assertEquals(new RunAccepted(new RunId(1), true), driver.answer(request));
  }

  @Test
  void runGoesThroughItsGraphAndEnds() {
    driver.lead();
    driver.join(7, "e1", "i1");
    driver.put(
        job(
            "j",
            OverlapPolicy.ALLOW,
            List.of(),
            task("a", OnExecutorLoss.RERUN),
            task("b", OnExecutorLoss.RERUN, "a")));
    driver.trigger("j", null);
    driver.ended(7, FIRST, "i1", Outcome.SUCCEEDED);
    AttemptId b = new AttemptId(new RunId(1), "b", 1);
    assertEquals(b, driver.sent(7, CoordinatorMessage.Start.class).getLast().order().attempt());
    driver.ended(7, b, "i1", Outcome.SUCCEEDED);
    assertEquals(RunStatus.SUCCEEDED, driver.lastFact(Fact.RunChanged.class).run().status());
    assertEquals(2, driver.sent(7, CoordinatorMessage.OutcomesAccepted.class).size());
  }

  @Test
  void failedTaskSkipsWhatComesAfterIt() {
    driver.lead();
    driver.join(7, "e1", "i1");
    driver.put(
        job(
            "j",
            OverlapPolicy.ALLOW,
            List.of(),
            task("a", OnExecutorLoss.RERUN),
            task("b", OnExecutorLoss.RERUN, "a"),
            task("c", OnExecutorLoss.RERUN, "b")));
    driver.trigger("j", null);
    driver.ended(7, FIRST, "i1", Outcome.FAILED);
    assertEquals(RunStatus.FAILED, driver.lastFact(Fact.RunChanged.class).run().status());
    assertEquals(TaskStatus.SKIPPED, driver.lastFact(Fact.TaskRunChanged.class).taskRun().status());
  }

  @Test
  void everyFireTimeBecomesOneRunInTheBatchOfItsCursor() {
    driver.lead();
    driver.put(
        job("j", OverlapPolicy.ALLOW, List.of(everySecond()), task("a", OnExecutorLoss.RERUN)));
    driver.pass(Duration.ofSeconds(10));
    List<Fact.RunCreated> runs = driver.facts(Fact.RunCreated.class);
    assertEquals(11, runs.size());
    for (int i = 1; i < runs.size(); i++) {
      assertEquals(runs.get(i - 1).run().fireAt().plusSeconds(1), runs.get(i).run().fireAt());
    }
  }

  @Test
  void queueOneKeepsOneRunWaitingAndRecordsTheRestAsSkipped() {
    driver.lead();
    driver.put(
        job("j", OverlapPolicy.QUEUE_ONE, List.of(everySecond()), task("a", OnExecutorLoss.RERUN)));
    driver.pass(Duration.ofSeconds(5));
    assertEquals(2, driver.facts(Fact.RunCreated.class).size());
    assertEquals(4, driver.facts(Fact.FireSkipped.class).size());
  }

  @Test
  void outcomeArrivesTwiceAndCountsOnce() {
    leadWithExecutor(OnExecutorLoss.RERUN_AFTER_LEASE);
    driver.ended(7, FIRST, "i1", Outcome.SUCCEEDED);
    int before = driver.facts(Fact.RunChanged.class).size();
    driver.ended(7, FIRST, "i1", Outcome.FAILED);
    assertEquals(before, driver.facts(Fact.RunChanged.class).size());
    assertEquals(Outcome.FAILED, driver.lastFact(Fact.LateOutcomeKept.class).outcome());
  }

  @Test
  void resetLinkMovesRerunTasksAfterTheGrace() {
    leadWithExecutor(OnExecutorLoss.RERUN);
    driver.join(8, "e2", "i2");
    driver.give(new Input.LinkClosed(7, "reset"));
    driver.pass(Duration.ofMillis(100));
    assertTrue(driver.sent(8, CoordinatorMessage.Start.class).isEmpty());
    driver.pass(Duration.ofMillis(100));
    assertEquals(
        SECOND, driver.sent(8, CoordinatorMessage.Start.class).getFirst().order().attempt());
    assertTrue(
        driver.facts(Fact.AttemptChanged.class).stream()
            .anyMatch(fact -> fact.attempt().outcome() == Outcome.SUPERSEDED));
  }

  @Test
  void leasedTaskWaitsForTheWholeLease() {
    leadWithExecutor(OnExecutorLoss.RERUN_AFTER_LEASE);
    driver.join(8, "e2", "i2");
    driver.give(new Input.LinkClosed(7, "reset"));
    beatWhilePassing(8, Duration.ofSeconds(6));
    assertTrue(driver.sent(8, CoordinatorMessage.Start.class).isEmpty());
    beatWhilePassing(8, Duration.ofSeconds(1));
    assertEquals(
        SECOND, driver.sent(8, CoordinatorMessage.Start.class).getFirst().order().attempt());
  }

  @Test
  void newIncarnationThatNamesTheOldOneMovesItsAttemptsAtOnce() {
    leadWithExecutor(OnExecutorLoss.RERUN_AFTER_LEASE);
    driver.give(new Input.LinkOpened(9, "x"));
    driver.hello(9, "e1", "i2", "home-e1", List.of("i1"), List.of(), List.of());
    driver.beat(9, 1);
    assertEquals(
        SECOND, driver.sent(9, CoordinatorMessage.Start.class).getFirst().order().attempt());
  }

  @Test
  void journalledOutcomeOfTheOldIncarnationCountsBeforeTheRestIsLost() {
    leadWithExecutor(OnExecutorLoss.RERUN_AFTER_LEASE);
    driver.give(new Input.LinkOpened(9, "x"));
    driver.hello(
        9,
        "e1",
        "i2",
        "home-e1",
        List.of("i1"),
        List.of(),
        List.of(driver.said(FIRST, "i1", Outcome.SUCCEEDED)));
    driver.beat(9, 1);
    assertTrue(driver.sent(9, CoordinatorMessage.Start.class).isEmpty());
    assertEquals(RunStatus.SUCCEEDED, driver.lastFact(Fact.RunChanged.class).run().status());
  }

  @Test
  void sameNameFromAnotherHomeIsRefused() {
    leadWithExecutor(OnExecutorLoss.RERUN);
    driver.give(new Input.LinkOpened(9, "x"));
    driver.hello(9, "e1", "i9", "other-home", List.of(), List.of(), List.of());
    assertEquals(
        CoordinatorMessage.RefusalCode.NAME_IN_USE,
        driver.sent(9, CoordinatorMessage.Refused.class).getFirst().code());
  }

  @Test
  void startThatNeverArrivedIsPlacedAgain() {
    leadWithExecutor(OnExecutorLoss.FAIL);
    driver.give(new Input.LinkClosed(7, "reset"));
    driver.give(new Input.LinkOpened(9, "x"));
    driver.hello(9, "e1", "i1", "home-e1", List.of(), List.of(), List.of());
    driver.beat(9, 1);
    driver.pass(Duration.ofMillis(300));
    assertEquals(
        SECOND, driver.sent(9, CoordinatorMessage.Start.class).getFirst().order().attempt());
  }

  @Test
  void fencedCommitEndsTheLeadershipAndGivesUpTheNode() {
    leadWithExecutor(OnExecutorLoss.RERUN);
    driver.holdCommits();
    driver.commandWithoutAnswer(new Command.PauseJob(CoreDriver.ACTOR, new JobKey("test", "j")));
    driver.answerCommit(StoreAnswer.FENCED);
    assertEquals(Role.STANDBY, driver.last(Effect.RoleChanged.class).role());
    assertEquals(CoreDriver.NODE, driver.last(Effect.Withdraw.class).node());
    driver.last(Effect.Stand.class);
  }

  @Test
  void aCommitThatIsRefusedAfterWeGaveUpIsCounted() {
    leadWithExecutor(OnExecutorLoss.RERUN);
    driver.holdCommits();
    driver.commandWithoutAnswer(new Command.PauseJob(CoreDriver.ACTOR, new JobKey("test", "j")));
    driver.give(new Input.ElectionChanged(null, false));
    assertEquals(Role.STANDBY, driver.last(Effect.RoleChanged.class).role());
    driver.answerCommit(StoreAnswer.FENCED);
    assertEquals(
        new Effect.Counted(Effect.Counter.COMMITS_FENCED, 1), driver.last(Effect.Counted.class));
  }

  @Test
  void theAnswerToACommitOfAnEarlierEpochIsNotTakenForThisOne() {
    leadWithExecutor(OnExecutorLoss.RERUN);
    driver.holdCommits();
    driver.commandWithoutAnswer(new Command.PauseJob(CoreDriver.ACTOR, new JobKey("test", "j")));
    long batch = driver.last(Effect.Commit.class).batch().number();
    assertEquals(
        List.of(),
        driver.give(new Input.CommitDone(0, batch, StoreAnswer.OK, driver.now().wall())).stream()
            .filter(Effect.Publish.class::isInstance)
            .toList());
  }

  @Test
  void unknownCommitKeepsTheNodeRaisesAgainAndTellsTheClient() {
    leadWithExecutor(OnExecutorLoss.RERUN);
    driver.holdCommits();
    long request =
        driver.commandWithoutAnswer(
            new Command.PauseJob(CoreDriver.ACTOR, new JobKey("test", "j")));
    driver.effects.removeIf(Effect.Withdraw.class::isInstance);
    driver.answerCommit(StoreAnswer.UNKNOWN);
    assertEquals(Code.UNKNOWN, assertInstanceOf(Rejected.class, driver.answer(request)).code());
    assertEquals(Role.RAISING, driver.last(Effect.RoleChanged.class).role());
    assertTrue(driver.effects.stream().noneMatch(Effect.Withdraw.class::isInstance));
    driver.pass(Duration.ofMillis(200));
    driver.raise(CoreDriver.EMPTY, 1);
    assertEquals(2, driver.last(Effect.RoleChanged.class).epoch());
    assertEquals(1, driver.sent(7, CoordinatorMessage.HelloRequest.class).size());
  }

  @Test
  void requestKeyGivesTheSameRunAgain() {
    driver.lead();
    driver.put(job("j", OverlapPolicy.ALLOW, List.of(), task("a", OnExecutorLoss.RERUN)));
    assertEquals(new RunAccepted(new RunId(1), true), driver.trigger("j", "k"));
    assertEquals(new RunAccepted(new RunId(1), false), driver.trigger("j", "k"));
  }

  @Test
  void helloThatWasUnderWayOnAnOlderLinkIsNotTakenForNews() {
    driver.lead();
    driver.give(new Input.LinkOpened(6, "127.0.0.1:6"));
    driver.join(7, "e1", "i1");
    driver.put(
        job("j", OverlapPolicy.ALLOW, List.of(), task("a", OnExecutorLoss.RERUN_AFTER_LEASE)));
    driver.trigger("j", null);
    driver.beat(7, 1, FIRST);
    driver.hello(6, "e1", "i1", "home-e1", List.of(), List.of(), List.of());
    assertEquals(
        AttemptStatus.RUNNING, driver.lastFact(Fact.AttemptChanged.class).attempt().status());
    assertEquals(6, driver.last(Effect.CloseLink.class).link());
  }

  @Test
  void executorThatObeyedTheSameEpochOfAnotherLeaderShowsThatTheStoreWentBack() {
    driver.lead();
    driver.give(new Input.LinkOpened(7, "127.0.0.1:7"));
    driver.hello(7, "e1", "i1", "home-e1", List.of(), 1, List.of(), List.of());
    assertEquals(Role.RAISING, driver.last(Effect.RoleChanged.class).role());
    driver.pass(Duration.ofMillis(200));
    driver.raise(CoreDriver.EMPTY, 1);
    assertEquals(2, driver.last(Effect.RoleChanged.class).epoch());
    driver.hello(7, "e1", "i1", "home-e1", List.of(), 2, List.of(), List.of());
    assertEquals(1, driver.sent(7, CoordinatorMessage.Welcome.class).size());
  }

  @Test
  void jobResumedWhileTheClockHasSteppedSkipsOnlyWhatFellDue() {
    driver.lead();
    driver.put(
        job("j", OverlapPolicy.ALLOW, List.of(everySecond()), task("a", OnExecutorLoss.RERUN)));
    driver.command(new Command.PauseJob(CoreDriver.ACTOR, new JobKey("test", "j")));
    driver.pass(Duration.ofSeconds(3));
    Instant now = driver.now().wall();
    driver.jumpWall(Duration.ofHours(1));
    driver.command(new Command.ResumeJob(CoreDriver.ACTOR, new JobKey("test", "j")));
    assertFalse(driver.lastFact(Fact.FireSkipped.class).last().isAfter(now));
  }

  @Test
  void jobCreatedAnewAfterItsDeletionRunsItsNewGraph() {
    driver.lead();
    driver.join(7, "e1", "i1");
    driver.put(
        job(
            "j",
            OverlapPolicy.ALLOW,
            List.of(),
            task("a", OnExecutorLoss.RERUN),
            task("b", OnExecutorLoss.RERUN, "a")));
    driver.trigger("j", null);
    driver.ended(7, FIRST, "i1", Outcome.FAILED);
    driver.command(new Command.DeleteJob(CoreDriver.ACTOR, new JobKey("test", "j")));
    driver.put(job("j", OverlapPolicy.ALLOW, List.of(), task("a", OnExecutorLoss.RERUN)));
    driver.trigger("j", null);
    driver.ended(7, new AttemptId(new RunId(2), "a", 1), "i1", Outcome.SUCCEEDED);
    assertEquals(RunStatus.SUCCEEDED, driver.lastFact(Fact.RunChanged.class).run().status());
  }

  @Test
  void clockStepHoldsFiresUntilTheStoreAgrees() {
    driver.lead();
    driver.put(
        job("j", OverlapPolicy.ALLOW, List.of(everySecond()), task("a", OnExecutorLoss.RERUN)));
    driver.pass(Duration.ofSeconds(2));
    int before = driver.facts(Fact.RunCreated.class).size();
    driver.holdCommits();
    driver.jumpWall(Duration.ofHours(1));
    driver.give(new Input.Tick());
    assertEquals(before, driver.facts(Fact.RunCreated.class).size());
    assertFalse(
        driver.effects.stream()
            .skip(driver.effects.size() - 3L)
            .anyMatch(e ->
                e instanceof Effect.Commit c
                    && c.batch().facts().stream().anyMatch(Fact.RunCreated.class::isInstance)));
  }

  @Test
  void rerunFromTheFailedTaskTakesOverWhatHadSucceeded() {
    driver.lead();
    driver.join(7, "e1", "i1");
    driver.put(
        job(
            "j",
            OverlapPolicy.ALLOW,
            List.of(),
            task("a", OnExecutorLoss.RERUN),
            task("b", OnExecutorLoss.RERUN, "a")));
    driver.trigger("j", null);
    driver.ended(7, FIRST, "i1", Outcome.SUCCEEDED);
    driver.ended(7, new AttemptId(new RunId(1), "b", 1), "i1", Outcome.FAILED);
    Run original = driver.lastFact(Fact.RunChanged.class).run();
    List<TaskRun> tasks =
        driver.facts(Fact.TaskRunChanged.class).stream()
            .map(Fact.TaskRunChanged::taskRun)
            .filter(task -> task.status().isEnd())
            .toList();
    assertEquals(
        new RunAccepted(new RunId(2), true),
        driver.command(
            new Command.RerunRun(
                CoreDriver.ACTOR, "again", original, tasks, RerunMode.FROM_FAILED, null)));
    assertEquals(
        new AttemptId(new RunId(2), "b", 1),
        driver.sent(7, CoordinatorMessage.Start.class).getLast().order().attempt());
    TaskRun takenOver =
        driver.facts(Fact.TaskRunChanged.class).stream()
            .map(Fact.TaskRunChanged::taskRun)
            .filter(task -> task.id().equals(new TaskRunId(new RunId(2), "a")))
            .findFirst()
            .orElseThrow();
    assertEquals(FIRST, takenOver.accepted());
  }

  @Test
  void grantsShrinkWithTheAgeOfTheProof() {
    SafetyRules rules = new SafetyRules();
    assertEquals(6_000, rules.grantMs(6_000, 0, 0));
    assertEquals(5_000, rules.grantMs(6_000, 0, 1_000_000_000L));
    assertEquals(0, rules.grantMs(6_000, 0, 7_000_000_000L));
  }
}
