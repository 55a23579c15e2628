package dev.baton.coordinator.core;

import static dev.baton.coordinator.core.CoreDriver.job;
import static dev.baton.coordinator.core.CoreDriver.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.JobKey;
import dev.baton.common.id.RunId;
import dev.baton.common.incident.IncidentCause;
import dev.baton.common.incident.IncidentKind;
import dev.baton.common.incident.IncidentStep;
import dev.baton.common.job.ExecutorSelector;
import dev.baton.common.job.MisfirePolicy;
import dev.baton.common.job.OnExecutorLoss;
import dev.baton.common.job.OverlapPolicy;
import dev.baton.common.job.RetryPolicy;
import dev.baton.common.job.ScheduleSpec;
import dev.baton.common.job.SortedMaps;
import dev.baton.common.job.TaskAction;
import dev.baton.common.job.TaskSpec;
import dev.baton.common.job.Timing;
import dev.baton.common.run.AttemptStatus;
import dev.baton.common.run.Outcome;
import dev.baton.common.run.RunStatus;
import dev.baton.common.run.TaskStatus;
import dev.baton.coordinator.core.audit.Auditor;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.core.state.Incident;
import dev.baton.coordinator.core.state.IncidentRecords;
import dev.baton.coordinator.core.state.Run;
import dev.baton.coordinator.core.state.ScheduleCursor;
import dev.baton.coordinator.core.state.Snapshot;
import dev.baton.coordinator.core.state.TaskRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What has no next step is found in two looks, gets its step, and the look after proves it. */
class AuditorTest {
  private static final AttemptId FIRST = new AttemptId(new RunId(1), "a", 1);
  private static final Duration TWO_LOOKS = Duration.ofSeconds(11);
  private static final Duration ONE_MORE = Duration.ofMillis(5_500);

  /** Loses each next step of that kind. */
  private static SafetyRules without(NextStep lost) {
    return new SafetyRules() {
      @Override
      public boolean keepsNextStep(NextStep step, RunId run, String task) {
        return step != lost;
      }
    };
  }

  private static CoreDriver led(SafetyRules rules) {
    CoreDriver driver = new CoreDriver(rules);
    driver.lead();
    driver.join(7, "e1", "i1");
    return driver;
  }

  private static void passBeating(CoreDriver driver, Duration time, AttemptId... running) {
    for (long left = time.toMillis(); left > 0; left -= 500) {
      driver.pass(Duration.ofMillis(Math.min(500, left)));
      driver.beat(7, 1, running);
    }
  }

  private static Incident audit(CoreDriver driver) {
    return driver.facts(Fact.IncidentChanged.class).stream()
        .map(Fact.IncidentChanged::incident)
        .filter(row -> row.kind() == IncidentKind.AUDIT)
        .reduce((before, after) -> after)
        .orElse(null);
  }

  private static void isClosed(CoreDriver driver, String check) {
    Incident row = audit(driver);
    assertNotNull(row);
    assertEquals(check, row.subject());
    assertEquals(IncidentCause.NO_NEXT_STEP, row.cause());
    assertEquals(IncidentStep.RESOLVED, row.step(), row.toString());
  }

  private static void isOpen(CoreDriver driver, String check, IncidentStep step) {
    Incident row = audit(driver);
    assertNotNull(row);
    assertEquals(check, row.subject());
    assertEquals(step, row.step(), row.toString());
  }

  @Test
  void nothingIsFoundWhereAllIsWell() {
    CoreDriver driver = led(new SafetyRules());
    driver.put(
        job(
            "j",
            OverlapPolicy.QUEUE_ALL,
            List.of(everyMinute()),
            task("a", OnExecutorLoss.HOLD),
            task("b", OnExecutorLoss.HOLD, "a")));
    driver.trigger("j", null);
    driver.trigger("j", null);
    passBeating(driver, Duration.ofSeconds(130), FIRST);
    driver.pass(Duration.ofSeconds(30));
    assertEquals(null, audit(driver));
  }

  @Test
  void taskInNoLineIsSeenTwiceBeforeItIsAFinding() {
    CoreDriver driver = led(without(NextStep.LINE_FOR_A_PLACE));
    driver.put(job("j", OverlapPolicy.ALLOW, List.of(), task("a", OnExecutorLoss.HOLD)));
    driver.trigger("j", null);
    passBeating(driver, Duration.ofSeconds(6));
    assertEquals(null, audit(driver));
    passBeating(driver, Duration.ofSeconds(5));
    isOpen(driver, "task-in-line", IncidentStep.VERIFYING);
    assertTrue(audit(driver).evidence().get(1).text().startsWith("task 1/a: it is READY"));
    assertEquals(1, driver.facts(Fact.AttemptCreated.class).size());
    passBeating(driver, ONE_MORE, FIRST);
    isClosed(driver, "task-in-line");
  }

  @Test
  void taskWithoutARetryTimerIsTimedAnew() {
    CoreDriver driver = led(without(NextStep.RETRY_TIMER));
    TaskSpec twice =
        new TaskSpec(
            "a",
            List.of(),
            new TaskAction.Shell("false"),
            ExecutorSelector.ANY_OF_DEFAULT_GROUP,
            null,
            TaskSpec.DEFAULT_KILL_GRACE,
            new RetryPolicy(2, Duration.ofSeconds(1), 1.0, Duration.ofSeconds(1)),
            OnExecutorLoss.HOLD,
            SortedMaps.empty());
    driver.put(job("j", OverlapPolicy.ALLOW, List.of(), twice));
    driver.trigger("j", null);
    driver.ended(7, FIRST, "i1", Outcome.FAILED);
    passBeating(driver, TWO_LOOKS);
    assertEquals(2, driver.facts(Fact.AttemptCreated.class).size());
    passBeating(driver, ONE_MORE, new AttemptId(new RunId(1), "a", 2));
    isClosed(driver, "retry-timer");
  }

  private static ScheduleSpec everyMinute() {
    return new ScheduleSpec(
        "s",
        new Timing.FixedRate(Duration.ofMinutes(1), Instant.parse("2026-01-05T00:00:30Z")),
        MisfirePolicy.SKIP,
        Duration.ofSeconds(60),
        Duration.ofHours(1));
  }

  private static CoreDriver takesOver(Snapshot snapshot) {
    CoreDriver driver = new CoreDriver();
    driver.lead(snapshot, 1);
    return driver;
  }

  private static Snapshot with(
      Snapshot of, List<ScheduleCursor> cursors, UnaryOperator<Run> run, List<Attempt> attempts) {
    return new Snapshot(
        of.jobs(),
        of.jobVersions(),
        cursors,
        of.firedAhead(),
        of.runs().stream().map(run).toList(),
        of.taskRuns(),
        attempts,
        of.executors(),
        of.incidents(),
        of.nextRunId(),
        of.nextEventNumber());
  }

  @Test
  void scheduleWithoutACursorFiresAgain() {
    CoreDriver former = led(new SafetyRules());
    former.put(
        job("j", OverlapPolicy.ALLOW, List.of(everyMinute()), task("a", OnExecutorLoss.HOLD)));
    Snapshot all = Rows.of(former.committed);
    CoreDriver driver = takesOver(with(all, List.of(), run -> run, all.attempts()));
    driver.pass(TWO_LOOKS);
    isOpen(driver, "schedule-timer", IncidentStep.VERIFYING);
    driver.pass(ONE_MORE);
    isClosed(driver, "schedule-timer");
    driver.pass(Duration.ofSeconds(30));
    assertEquals(1, driver.facts(Fact.RunCreated.class).size());
  }

  @Test
  void scheduleWhoseNextFireTimeIsGoneGetsOne() {
    CoreDriver former = led(new SafetyRules());
    former.put(
        job("j", OverlapPolicy.ALLOW, List.of(everyMinute()), task("a", OnExecutorLoss.HOLD)));
    Snapshot all = Rows.of(former.committed);
    ScheduleCursor empty = new ScheduleCursor(new JobKey("test", "j"), "s", 1, null);
    CoreDriver driver = takesOver(with(all, List.of(empty), run -> run, all.attempts()));
    driver.pass(TWO_LOOKS);
    driver.pass(ONE_MORE);
    isClosed(driver, "schedule-timer");
  }

  @Test
  void queuedRunBehindNothingIsStarted() {
    CoreDriver former = led(new SafetyRules());
    former.put(job("j", OverlapPolicy.QUEUE_ALL, List.of(), task("a", OnExecutorLoss.HOLD)));
    former.trigger("j", null);
    Snapshot all = Rows.of(former.committed);
    Snapshot queued =
        with(
            new Snapshot(
                all.jobs(),
                all.jobVersions(),
                all.cursors(),
                all.firedAhead(),
                all.runs(),
                all.taskRuns().stream()
                    .map(row -> TaskRows.with(row, TaskStatus.WAITING, null, "", 0, null))
                    .toList(),
                List.of(),
                all.executors(),
                all.incidents(),
                all.nextRunId(),
                all.nextEventNumber()),
            all.cursors(),
            run -> run.moved(RunStatus.QUEUED, "queued", null),
            List.of());
    CoreDriver driver = takesOver(queued);
    driver.pass(TWO_LOOKS);
    assertEquals(RunStatus.RUNNING, driver.lastFact(Fact.RunChanged.class).run().status());
    driver.pass(ONE_MORE);
    isClosed(driver, "run-queue");
  }

  @Test
  void attemptThatHasEndedWithoutItsTaskWaitsForAnOperator() {
    CoreDriver former = led(new SafetyRules());
    former.put(job("j", OverlapPolicy.ALLOW, List.of(), task("a", OnExecutorLoss.HOLD)));
    former.trigger("j", null);
    Snapshot all = Rows.of(former.committed);
    CoreDriver driver = takesOver(with(all, all.cursors(), run -> run, List.of()));
    driver.pass(TWO_LOOKS);
    isOpen(driver, "task-attempt", IncidentStep.AWAITING_OPERATOR);
    assertTrue(audit(driver).summary().contains("cancel the run"), audit(driver).summary());
  }

  /** Steps of the core in which the auditor had something to look at, from one look to the next. */
  @Test
  void lookAtManyRunsIsCutIntoSlices() {
    CoreDriver driver = led(new SafetyRules());
    driver.put(job("j", OverlapPolicy.ALLOW, List.of(), task("a", OnExecutorLoss.HOLD)));
    int runs = 3 * Auditor.SLICE_ROWS;
    for (int i = 0; i < runs; i++) {
      driver.trigger("j", null);
    }
    int soon = 0;
    for (int i = 0; i < 60; i++) {
      driver.pass(Duration.ofMillis(100));
      driver.beat(7, 1);
      long left = driver.last(Effect.WakeAt.class).nanos() - driver.now().nanos();
      soon += left <= Auditor.SLICE_GAP_MS * 1_000_000 ? 1 : 0;
    }
    // Each run is two rows at least: itself and its task
    assertTrue(soon >= 2 * runs / Auditor.SLICE_ROWS - 1, "slices: " + soon);
    assertEquals(null, audit(driver));
  }

  @Test
  void incidentOfTheAuditorIsTakenOverByTheNextLeaderAndClosedByItsLook() {
    CoreDriver former = led(without(NextStep.LINE_FOR_A_PLACE));
    former.put(job("j", OverlapPolicy.ALLOW, List.of(), task("a", OnExecutorLoss.HOLD)));
    former.trigger("j", null);
    passBeating(former, TWO_LOOKS);
    Incident open = audit(former);
    assertEquals(IncidentStep.VERIFYING, open.step());
    Snapshot all = Rows.of(former.committed);
    CoreDriver driver =
        takesOver(
            new Snapshot(
                all.jobs(),
                all.jobVersions(),
                all.cursors(),
                all.firedAhead(),
                all.runs(),
                all.taskRuns(),
                all.attempts(),
                all.executors(),
                new IncidentRecords(
                    List.of(open), List.of(), all.incidents().lastLeadership(), open.id() + 1),
                all.nextRunId(),
                all.nextEventNumber()));
    driver.pass(Duration.ofMillis(5_500));
    isClosed(driver, "task-in-line");
    assertEquals(open.id(), audit(driver).id());
  }

  @Test
  void rowsThatReferToNothingAreSetAsideAndTheLeaderLeads() {
    CoreDriver former = led(new SafetyRules());
    former.put(job("j", OverlapPolicy.ALLOW, List.of(), task("a", OnExecutorLoss.HOLD)));
    former.trigger("j", null);
    former.trigger("j", null);
    Snapshot all = Rows.of(former.committed);
    ScheduleCursor stray =
        new ScheduleCursor(
            new JobKey("test", "gone"), "s", 1, Instant.parse("2026-01-05T00:00:01Z"));
    UnaryOperator<Run> secondIsOfAnUnknownVersion =
        run ->
            run.id().value() == 1
                ? run
                : new Run(
                    run.id(),
                    run.job(),
                    9,
                    run.trigger(),
                    run.schedule(),
                    run.fireAt(),
                    run.requestKey(),
                    run.rerunOf(),
                    run.params(),
                    run.status(),
                    run.cause(),
                    run.requestedBy(),
                    run.createdAt(),
                    run.startedAt(),
                    run.endedAt());
    CoreDriver driver =
        takesOver(with(all, List.of(stray), secondIsOfAnUnknownVersion, all.attempts()));
    assertEquals("LEADING 2", driver.core.phase());
    Incident row = audit(driver);
    assertEquals("rows-whole", row.subject());
    assertEquals(IncidentCause.INVARIANT_BROKEN, row.cause());
    assertEquals(IncidentStep.AWAITING_OPERATOR, row.step());
    String evidence = row.evidence().toString();
    assertTrue(evidence.contains("run 2: the definition of test/j in version 9"), evidence);
    assertTrue(evidence.contains("cursor test/gone/s: its job is missing"), evidence);
    // What is whole goes on
    driver.give(new Input.LinkOpened(7, "127.0.0.1:7"));
    driver.hello(
        7,
        "e1",
        "i1",
        "home-e1",
        List.of(),
        1,
        List.of(),
        List.of(driver.said(FIRST, "i1", Outcome.SUCCEEDED)));
    assertEquals(RunStatus.SUCCEEDED, driver.lastFact(Fact.RunChanged.class).run().status());
    driver.pass(Duration.ofSeconds(20));
    assertEquals("LEADING 2", driver.core.phase());
    assertEquals(1, audit(driver).occurrences());
  }

  @Test
  void storeWithoutAKeyIsNotLedAndLookedAtAgain() {
    CoreDriver driver = new CoreDriver();
    driver.give(new Input.StoreHealth(true, ""));
    driver.give(new Input.ElectionChanged(CoreDriver.NODE, true));
    driver.give(
        new Input.EpochRead(
            driver.last(Effect.ReadEpoch.class).request(),
            Input.StoreAnswer.OK,
            "k1",
            4,
            List.of("runs(job,schedule,fire_at)")));
    assertEquals("AWAY", driver.core.phase());
    String text = driver.last(Effect.Unfit.class).text();
    assertTrue(text.contains("runs(job,schedule,fire_at)"), text);
    assertEquals(CoreDriver.NODE, driver.last(Effect.Withdraw.class).node());
    driver.effects.clear();
    driver.give(new Input.StoreHealth(true, ""));
    assertTrue(driver.effects.stream().noneMatch(Effect.Stand.class::isInstance));
    driver.pass(Duration.ofSeconds(6));
    driver.give(new Input.StoreHealth(true, ""));
    assertNotNull(driver.last(Effect.Stand.class));
    driver.give(new Input.ElectionChanged(CoreDriver.NODE, true));
    driver.raise(CoreDriver.EMPTY, 4);
    assertEquals("LEADING 5", driver.core.phase());
    assertEquals("", driver.last(Effect.Unfit.class).text());
  }

  @Test
  void attemptOfAnExecutorThatNobodyAwaitsIsGivenUpAfterALease() {
    CoreDriver former = led(new SafetyRules());
    former.put(
        job("j", OverlapPolicy.ALLOW, List.of(), task("a", OnExecutorLoss.RERUN_AFTER_LEASE)));
    former.trigger("j", null);
    Snapshot all = Rows.of(former.committed);
    CoreDriver driver = takesOver(all);
    driver.pass(Duration.ofSeconds(30));
    // An executor that never comes back is awaited, and so no finding
    assertEquals(null, audit(driver));
    Attempt attempt = driver.lastFact(Fact.AttemptChanged.class).attempt();
    assertEquals(AttemptStatus.ENDED, attempt.status());
    TaskRun task = driver.lastFact(Fact.TaskRunChanged.class).taskRun();
    assertEquals(TaskStatus.READY, task.status());
  }
}
