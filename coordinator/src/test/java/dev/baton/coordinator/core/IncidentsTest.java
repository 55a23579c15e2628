package dev.baton.coordinator.core;

import static dev.baton.coordinator.core.CoreDriver.job;
import static dev.baton.coordinator.core.CoreDriver.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.ExecutorId;
import dev.baton.common.id.RunId;
import dev.baton.common.incident.ActionState;
import dev.baton.common.incident.IncidentCause;
import dev.baton.common.incident.IncidentKind;
import dev.baton.common.incident.IncidentStep;
import dev.baton.common.job.OnExecutorLoss;
import dev.baton.common.job.OverlapPolicy;
import dev.baton.common.run.Outcome;
import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.common.wire.ExecutorMessage;
import dev.baton.coordinator.core.Input.StoreAnswer;
import dev.baton.coordinator.core.command.Command;
import dev.baton.coordinator.core.command.CommandResult.Code;
import dev.baton.coordinator.core.command.CommandResult.Done;
import dev.baton.coordinator.core.command.CommandResult.Rejected;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.Incident;
import dev.baton.coordinator.core.state.IncidentRecords;
import dev.baton.coordinator.core.state.LeadershipRow;
import dev.baton.coordinator.core.state.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class IncidentsTest {
  private static final AttemptId FIRST = new AttemptId(new RunId(1), "a", 1);
  private static final AttemptId SECOND = new AttemptId(new RunId(1), "a", 2);

  private final CoreDriver driver = new CoreDriver();

  private void leadWithTwoExecutors(OnExecutorLoss onLoss) {
    driver.lead();
    driver.join(7, "e1", "i1");
    driver.put(job("j", OverlapPolicy.ALLOW, List.of(), task("a", onLoss)));
    driver.trigger("j", null);
    started(7, FIRST);
    driver.join(8, "e2", "i2");
  }

  private void started(long link, AttemptId attempt) {
    driver.give(
        new Input.FromExecutor(link, new ExecutorMessage.Started(attempt, driver.now().wall())));
  }

  private void beatWhilePassing(long link, Duration time) {
    for (long left = time.toMillis(); left > 0; left -= 500) {
      driver.pass(Duration.ofMillis(500));
      driver.beat(link, 1);
    }
  }

  /** Heartbeats are numbered by the clock in the driver; these count. */
  private void beat(long link, long number, AttemptId... running) {
    driver.give(
        new Input.FromExecutor(
            link,
            new ExecutorMessage.Heartbeat(
                number, 1, List.of(running), ExecutorMessage.Load.UNKNOWN)));
  }

  private Incident incident() {
    List<Incident> rows = incidents();
    return rows.isEmpty() ? null : rows.getLast();
  }

  private List<Incident> incidents() {
    return driver.facts(Fact.IncidentChanged.class).stream()
        .map(Fact.IncidentChanged::incident)
        .toList();
  }

  private long distinctIncidents() {
    TreeSet<Long> ids = new TreeSet<>();
    incidents().forEach(row -> ids.add(row.id()));
    return ids.size();
  }

  @Test
  void killedExecutorIsOneIncidentThatEndsWhenItsWorkRunsElsewhereAndItIsBack() {
    leadWithTwoExecutors(OnExecutorLoss.RERUN);
    driver.give(new Input.LinkClosed(7, "closed by the executor"));
    assertNull(incident());
    driver.pass(Duration.ofMillis(200));
    assertEquals(IncidentKind.EXECUTOR_LOST, incident().kind());
    assertEquals("e1", incident().subject());
    assertEquals(IncidentCause.PROCESS_DIED, incident().cause());
    assertEquals(1, incident().attempts());
    assertEquals(FIRST, driver.lastFact(Fact.IncidentTouched.class).touch().attempt());
    beatWhilePassing(8, Duration.ofSeconds(2));
    started(8, SECOND);
    beatWhilePassing(8, Duration.ofSeconds(8));
    assertEquals(IncidentStep.VERIFYING, incident().step());
    driver.give(new Input.LinkOpened(9, "127.0.0.1:9"));
    driver.hello(9, "e1", "i3", "home-e1", List.of("i1"), List.of(), List.of());
    driver.beat(9, 1);
    for (int i = 0; i < 4; i++) {
      driver.beat(8, 1);
      beatWhilePassing(9, Duration.ofMillis(500));
    }
    assertEquals(IncidentStep.RESOLVED, incident().step());
    assertNull(incident().closedBy());
    assertEquals(1, incident().occurrences());
    assertTrue(incident().probes().stream().allMatch(Incident.Probe::holds));
    Incident.Times times = incident().times();
    assertNotNull(times.beganAt());
    for (Instant at :
        List.of(
            times.detectedAt(),
            times.diagnosedAt(),
            times.recoveringAt(),
            times.verifyingAt(),
            times.resolvedAt())) {
      assertNotNull(at);
    }
    assertEquals(1, distinctIncidents());
  }

  @Test
  void manyAttemptsOnOneDeadExecutorAreOneIncident() {
    driver.lead();
    driver.join(7, "e1", "i1");
    driver.put(job("j", OverlapPolicy.ALLOW, List.of(), task("a", OnExecutorLoss.RERUN)));
    for (int i = 0; i < 4; i++) {
      driver.trigger("j", null);
    }
    driver.give(new Input.LinkClosed(7, "Connection reset"));
    driver.pass(Duration.ofMillis(200));
    assertEquals(1, distinctIncidents());
    assertEquals(4, incident().attempts());
    assertEquals(4, incident().runs());
    assertEquals(4, driver.facts(Fact.IncidentTouched.class).size());
  }

  @Test
  void restartAtOnceIsAnIncidentOfTheProcessThatDied() {
    leadWithTwoExecutors(OnExecutorLoss.RERUN_AFTER_LEASE);
    driver.give(new Input.LinkClosed(7, "Connection reset"));
    driver.pass(Duration.ofMillis(50));
    driver.give(new Input.LinkOpened(9, "127.0.0.1:9"));
    driver.hello(9, "e1", "i3", "home-e1", List.of("i1"), List.of(), List.of());
    assertEquals(IncidentCause.PROCESS_DIED, incident().cause());
    assertEquals(1, incident().attempts());
  }

  @Test
  void executorThatSaysGoodbyeIsNoIncident() {
    leadWithTwoExecutors(OnExecutorLoss.RERUN);
    driver.ended(7, FIRST, "i1", Outcome.SUCCEEDED);
    driver.give(new Input.FromExecutor(7, new ExecutorMessage.Goodbye("stopped")));
    driver.give(new Input.LinkClosed(7, "closed by the executor"));
    driver.pass(Duration.ofSeconds(10));
    assertEquals(0, incidents().stream().filter(row -> row.subject().equals("e1")).count());
  }

  @Test
  void linkThatComesBackWithinItsGraceIsNoIncident() {
    leadWithTwoExecutors(OnExecutorLoss.RERUN);
    driver.give(new Input.LinkClosed(7, "Connection reset"));
    driver.pass(Duration.ofMillis(100));
    driver.give(new Input.LinkOpened(9, "127.0.0.1:9"));
    driver.hello(9, "e1", "i1", "home-e1", List.of(), List.of(FIRST), List.of());
    beatWhilePassing(9, Duration.ofSeconds(1));
    assertEquals(0, incidents().stream().filter(row -> row.subject().equals("e1")).count());
  }

  @Test
  void pauseIsToldFromACutByTheHeartbeatsThatWereNumberedMeanwhile() {
    assertEquals(IncidentCause.PROCESS_PAUSED, causeAfterSilence(11));
    assertEquals(IncidentCause.LINK_CUT, causeAfterSilence(17));
  }

  /** Four seconds of silence after beat 10, then beats from that number on. */
  private static IncidentCause causeAfterSilence(long nextBeat) {
    IncidentsTest test = new IncidentsTest();
    test.driver.lead();
    test.driver.join(7, "e1", "i1");
    test.beat(7, 10);
    test.driver.pass(Duration.ofSeconds(4));
    assertEquals(IncidentStep.DETECTED, test.incident().step());
    assertEquals(IncidentCause.UNKNOWN, test.incident().cause());
    for (int i = 0; i < 5; i++) {
      test.beat(7, nextBeat + i);
      test.driver.pass(Duration.ofMillis(500));
    }
    assertEquals(IncidentStep.RESOLVED, test.incident().step());
    assertEquals(1, test.incident().occurrences());
    return test.incident().cause();
  }

  @Test
  void silenceForAWholeLeaseIsAHostThatCannotBeReached() {
    leadWithTwoExecutors(OnExecutorLoss.RERUN_AFTER_LEASE);
    beatWhilePassing(8, Duration.ofSeconds(8));
    assertEquals(IncidentCause.HOST_UNREACHABLE, incident().cause());
    assertEquals(1, incident().occurrences());
    assertEquals(1, incident().attempts());
    started(8, SECOND);
    beatWhilePassing(8, Duration.ofSeconds(70));
    assertEquals(IncidentStep.AWAITING_OPERATOR, incident().step());
    assertTrue(incident().summary().contains("start it"), incident().summary());
    CommandApproval.approve(driver, incident().id(), "cordon");
    driver.pass(Duration.ofSeconds(1));
    assertEquals(IncidentStep.RESOLVED, incident().step());
    assertEquals(new ExecutorId("e1"), driver.lastFact(Fact.ExecutorChanged.class).executor().id());
  }

  @Test
  void heldTaskWaitsForAnOperatorAndRunsAgainWhenApproved() {
    leadWithTwoExecutors(OnExecutorLoss.HOLD);
    driver.give(new Input.LinkClosed(7, "Connection reset"));
    beatWhilePassing(8, Duration.ofSeconds(8));
    assertEquals(IncidentStep.AWAITING_OPERATOR, incident().step());
    assertEquals(
        ActionState.PROPOSED,
        incident().plan().stream()
            .filter(action -> action.name().equals("rerun-held"))
            .findFirst()
            .orElseThrow()
            .state());
    CommandApproval.approve(driver, incident().id(), "rerun-held");
    assertEquals(
        SECOND, driver.sent(8, CoordinatorMessage.Start.class).getLast().order().attempt());
    Rejected again =
        assertInstanceOf(
            Rejected.class,
            driver.command(
                new Command.ApproveIncident(CoreDriver.ACTOR, incident().id(), "rerun-held")));
    assertEquals(Code.CONFLICT, again.code());
  }

  @Test
  void flappingExecutorIsOneIncidentThatIsOpenedAgain() {
    driver.lead();
    driver.join(7, "e1", "i1");
    for (int round = 0; round < 3; round++) {
      driver.pass(Duration.ofSeconds(3));
      beatWhilePassing(7, Duration.ofSeconds(3));
    }
    assertEquals(1, distinctIncidents());
    assertEquals(3, incident().occurrences());
    assertEquals(IncidentStep.RESOLVED, incident().step());
  }

  @Test
  void operatorClosesAnIncident() {
    leadWithTwoExecutors(OnExecutorLoss.RERUN);
    driver.give(new Input.LinkClosed(7, "Connection reset"));
    driver.pass(Duration.ofSeconds(1));
    long id = incident().id();
    assertInstanceOf(Done.class, driver.command(new Command.CloseIncident(CoreDriver.ACTOR, id)));
    assertEquals(IncidentStep.RESOLVED, incident().step());
    assertEquals("tester", incident().closedBy());
    Rejected again =
        assertInstanceOf(
            Rejected.class, driver.command(new Command.CloseIncident(CoreDriver.ACTOR, id)));
    assertEquals(Code.NOT_FOUND, again.code());
  }

  private static Snapshot after(LeadershipRow former, List<Incident> incidents) {
    return after(former, incidents, 1);
  }

  private static Snapshot after(
      LeadershipRow former, List<Incident> incidents, long nextEventNumber) {
    return new Snapshot(
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new IncidentRecords(
            incidents, List.of(), former, incidents.isEmpty() ? 1 : incidents.getLast().id() + 1),
        1,
        nextEventNumber);
  }

  @Test
  void takeOverFromALeaderThatDidNotHandOverIsAnIncidentThatProvesItself() {
    LeadershipRow former = new LeadershipRow(4, "c0", driver.now().wall(), null, null);
    driver.lead(after(former, List.of()), 4);
    driver.pass(Duration.ofSeconds(3));
    assertEquals(IncidentKind.LEADER_CHANGED, incident().kind());
    assertEquals(IncidentCause.LEADER_GONE, incident().cause());
    assertEquals(IncidentStep.RESOLVED, incident().step());
    assertEquals(
        new LeadershipRow(
            5,
            "c1",
            driver.facts(Fact.LeadershipChanged.class).getFirst().leadership().beganAt(),
            null,
            null),
        driver.lastFact(Fact.LeadershipChanged.class).leadership());
  }

  @Test
  void handOverIsNoIncident() {
    Instant then = driver.now().wall();
    LeadershipRow former = new LeadershipRow(4, "c0", then, then, "stepped down");
    driver.lead(after(former, List.of()), 4);
    driver.pass(Duration.ofSeconds(1));
    assertNull(incident());
    driver.command(new Command.StepDown(CoreDriver.ACTOR));
    assertTrue(driver.lastFact(Fact.LeadershipChanged.class).leadership().isHandedOver());
  }

  @Test
  void newLeaderGoesOnWithAnIncidentAtItsStep() {
    leadWithTwoExecutors(OnExecutorLoss.HOLD);
    driver.give(new Input.LinkClosed(7, "Connection reset"));
    beatWhilePassing(8, Duration.ofSeconds(8));
    Incident open = incident();
    assertEquals(IncidentStep.AWAITING_OPERATOR, open.step());
    CoreDriver next = new CoreDriver();
    next.lead(after(null, List.of(open)), 1);
    next.join(7, "e1", "i3");
    for (int i = 0; i < 6; i++) {
      next.pass(Duration.ofMillis(500));
      next.beat(7, 2);
    }
    Incident closed = next.lastFact(Fact.IncidentChanged.class).incident();
    assertEquals(open.id(), closed.id());
    assertEquals(IncidentStep.RESOLVED, closed.step());
    assertEquals(open.times().detectedAt(), closed.times().detectedAt());
  }

  /** Killed and back with a new process; one task is held, so its incident waits. */
  private Incident killedAndBack() {
    leadWithTwoExecutors(OnExecutorLoss.HOLD);
    driver.give(new Input.LinkClosed(7, "Connection reset"));
    beatWhilePassing(8, Duration.ofSeconds(2));
    driver.give(new Input.LinkOpened(9, "127.0.0.1:9"));
    driver.hello(9, "e1", "i3", "home-e1", List.of("i1"), List.of(), List.of());
    driver.beat(8, 1);
    beatWhilePassing(9, Duration.ofSeconds(1));
    Incident open = incident();
    assertEquals("e1", open.subject());
    assertEquals(IncidentCause.PROCESS_DIED, open.cause());
    assertNotEquals(IncidentStep.RESOLVED, open.step());
    return open;
  }

  @Test
  void helloToANewLeaderDoesNotRenameTheCauseOfAnAbsenceThatWasOver() {
    Incident open = killedAndBack();
    CoreDriver next = new CoreDriver();
    next.lead(after(null, List.of(open)), 1);
    next.join(7, "e1", "i3");
    next.pass(Duration.ofMillis(500));
    next.beat(7, 2);
    next.pass(Duration.ofMillis(500));
    List<Incident> later =
        next.facts(Fact.IncidentChanged.class).stream()
            .map(Fact.IncidentChanged::incident)
            .filter(row -> row.id() == open.id())
            .toList();
    assertFalse(later.isEmpty());
    assertTrue(later.stream().allMatch(row -> row.cause() == IncidentCause.PROCESS_DIED));
  }

  @Test
  void linkThatBreaksForAMomentDoesNotRenameTheCauseOfTheKillBefore() {
    Incident open = killedAndBack();
    driver.give(new Input.LinkClosed(9, "Connection reset"));
    driver.give(new Input.LinkOpened(10, "127.0.0.1:10"));
    driver.hello(10, "e1", "i3", "home-e1", List.of(), List.of(), List.of());
    driver.beat(8, 1);
    beatWhilePassing(10, Duration.ofSeconds(1));
    assertTrue(
        incidents().stream()
            .filter(row -> row.id() == open.id())
            .allMatch(row -> row.cause() != IncidentCause.LINK_CUT));
  }

  /** A commit stays without an answer, and the same process leads on with what the store holds. */
  private void commitWithoutAnswer(Duration storeAway, long nextEventNumber) {
    driver.lead();
    driver.holdCommits();
    driver.commandWithoutAnswer(
        new Command.PutJob(
            CoreDriver.ACTOR,
            job("j", OverlapPolicy.ALLOW, List.of(), task("a", OnExecutorLoss.RERUN)),
            "x"));
    driver.answerCommit(StoreAnswer.UNKNOWN);
    if (storeAway.isPositive()) {
      driver.give(new Input.StoreHealth(false, "refused"));
      driver.pass(storeAway);
      long asked = driver.last(Effect.ReadEpoch.class).request();
      driver.give(new Input.EpochRead(asked, StoreAnswer.UNKNOWN, null, 0));
      driver.give(new Input.StoreHealth(true, ""));
    }
    driver.pass(Duration.ofMillis(200));
    driver.answerFromNowOn();
    LeadershipRow own = new LeadershipRow(1, "c1", driver.now().wall(), null, null);
    driver.raise(after(own, List.of(), nextEventNumber), 1);
    driver.pass(Duration.ofSeconds(1));
    assertEquals(IncidentKind.STORE_AWAY, incident().kind());
    assertEquals(IncidentStep.RESOLVED, incident().step());
    assertEquals(1, distinctIncidents());
  }

  @Test
  void answerOfACommitThatWasCarriedOutIsTheOneThatWasLost() {
    commitWithoutAnswer(Duration.ZERO, 1_000);
    assertEquals(IncidentCause.ANSWER_LOST, incident().cause());
  }

  @Test
  void answerThatWasLostIsToldEvenIfTheStoreFailedForAMoment() {
    commitWithoutAnswer(Duration.ofSeconds(2), 1_000);
    assertEquals(IncidentCause.ANSWER_LOST, incident().cause());
  }

  @Test
  void answerThatWasLostInALongOutageIsNotItsCause() {
    commitWithoutAnswer(Duration.ofSeconds(6), 1_000);
    assertEquals(IncidentCause.STORE_UNREACHABLE, incident().cause());
  }

  @Test
  void storeThatDidNotCarryOutTheCommitWasNotReached() {
    commitWithoutAnswer(Duration.ZERO, 1);
    assertEquals(IncidentCause.STORE_UNREACHABLE, incident().cause());
  }

  @Test
  void answerThatStayedAwayBeforeAnotherLedIsNoOutageNow() {
    driver.lead();
    driver.holdCommits();
    driver.commandWithoutAnswer(
        new Command.PutJob(
            CoreDriver.ACTOR,
            job("j", OverlapPolicy.ALLOW, List.of(), task("a", OnExecutorLoss.RERUN)),
            "x"));
    driver.answerCommit(StoreAnswer.UNKNOWN);
    driver.pass(Duration.ofMillis(200));
    driver.answerFromNowOn();
    driver.raise(after(new LeadershipRow(2, "c2", driver.now().wall(), null, null), List.of()), 2);
    driver.pass(Duration.ofSeconds(1));
    assertEquals(IncidentKind.LEADER_CHANGED, incident().kind());
    assertEquals(1, distinctIncidents());
  }

  @Test
  void outageThatChangesTheLeaderIsOneIncidentOfTheStore() {
    driver.give(new Input.StoreHealth(false, "refused"));
    driver.pass(Duration.ofSeconds(9));
    driver.give(new Input.StoreHealth(true, ""));
    driver.pass(Duration.ofSeconds(2));
    driver.lead(
        after(
            new LeadershipRow(1, "c2", driver.now().wall().minusSeconds(60), null, null),
            List.of()),
        1);
    driver.pass(Duration.ofSeconds(1));
    assertEquals(IncidentKind.STORE_AWAY, incident().kind());
    assertEquals(IncidentCause.STORE_UNREACHABLE, incident().cause());
    assertTrue(incident().evidence().getFirst().text().contains("c2, which led under epoch 1"));
    assertEquals(IncidentStep.RESOLVED, incident().step());
    assertEquals(1, distinctIncidents());
  }

  @Test
  void outageThatWasLongOverIsNoCauseOfAnotherLeader() {
    driver.give(new Input.StoreHealth(false, "refused"));
    driver.pass(Duration.ofSeconds(1));
    driver.give(new Input.StoreHealth(true, ""));
    driver.pass(Duration.ofMillis(Leadership.AFTER_OUTAGE_MS + 1_000));
    driver.lead(
        after(
            new LeadershipRow(1, "c2", driver.now().wall().minusSeconds(60), null, null),
            List.of()),
        1);
    driver.pass(Duration.ofSeconds(1));
    assertEquals(IncidentKind.LEADER_CHANGED, incident().kind());
    assertEquals(1, distinctIncidents());
  }

  @Test
  void slowCommitsAreAnIncidentUntilTheyAreFastAgain() {
    driver.lead();
    driver.holdCommits();
    for (int i = 0; i < 3; i++) {
      driver.put(job("j" + i, OverlapPolicy.ALLOW, List.of(), task("a", OnExecutorLoss.RERUN)));
      driver.pass(Duration.ofMillis(1_500));
      driver.answerCommit(StoreAnswer.OK);
    }
    driver.answerFromNowOn();
    driver.pass(Duration.ofSeconds(20));
    assertEquals(IncidentKind.STORE_SLOW, incident().kind());
    assertEquals(IncidentStep.RESOLVED, incident().step());
  }

  @Test
  void taskThatFailsOnTwoExecutorsAwaitsAnOperatorAndASuccessClosesIt() {
    driver.lead();
    driver.join(7, "e1", "i1");
    driver.put(job("j", OverlapPolicy.ALLOW, List.of(), task("a", OnExecutorLoss.RERUN)));
    driver.trigger("j", null);
    driver.ended(7, FIRST, "i1", Outcome.FAILED);
    assertNull(incident());
    driver.give(new Input.FromExecutor(7, new ExecutorMessage.Draining("bye")));
    driver.join(8, "e2", "i2");
    driver.trigger("j", null);
    AttemptId second = new AttemptId(new RunId(2), "a", 1);
    driver.ended(8, second, "i2", Outcome.FAILED);
    assertEquals(IncidentKind.TASK_FAILING, incident().kind());
    assertEquals("test/j/a", incident().subject());
    assertEquals(IncidentCause.POISON_TASK, incident().cause());
    assertEquals(IncidentStep.AWAITING_OPERATOR, incident().step());
    assertEquals(2, incident().attempts());
    driver.trigger("j", null);
    driver.ended(8, new AttemptId(new RunId(3), "a", 1), "i2", Outcome.SUCCEEDED);
    assertEquals(IncidentStep.RESOLVED, incident().step());
    assertEquals(1, distinctIncidents());
  }

  @Test
  void steppedClockIsAnIncidentUntilReadingsAgree() {
    driver.lead();
    driver.jumpWall(Duration.ofHours(1));
    driver.pass(Duration.ofSeconds(3));
    assertEquals(IncidentKind.CLOCK_STEPPED, incident().kind());
    assertEquals(IncidentStep.RESOLVED, incident().step());
  }

  /** Approves and insists that it was done. */
  private static final class CommandApproval {
    private CommandApproval() {}

    static void approve(CoreDriver driver, long incident, String action) {
      assertInstanceOf(
          Done.class,
          driver.command(new Command.ApproveIncident(CoreDriver.ACTOR, incident, action)));
    }
  }
}
