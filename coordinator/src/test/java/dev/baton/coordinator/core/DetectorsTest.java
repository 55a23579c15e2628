package dev.baton.coordinator.core;

import static dev.baton.coordinator.core.CoreDriver.job;
import static dev.baton.coordinator.core.CoreDriver.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.ExecutorId;
import dev.baton.common.id.Incarnation;
import dev.baton.common.id.RunId;
import dev.baton.common.incident.IncidentCause;
import dev.baton.common.incident.IncidentKind;
import dev.baton.common.incident.IncidentStep;
import dev.baton.common.job.MisfirePolicy;
import dev.baton.common.job.OnExecutorLoss;
import dev.baton.common.job.OverlapPolicy;
import dev.baton.common.job.ScheduleSpec;
import dev.baton.common.job.SortedMaps;
import dev.baton.common.job.Timing;
import dev.baton.common.run.Outcome;
import dev.baton.common.wire.AttemptOutcome;
import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.common.wire.ExecutorMessage;
import dev.baton.common.wire.ExecutorMessage.Load;
import dev.baton.common.wire.WireVersion;
import dev.baton.coordinator.core.command.Command;
import dev.baton.coordinator.core.command.CommandResult.Done;
import dev.baton.coordinator.core.command.CommandResult.Explained;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.Incident;
import dev.baton.coordinator.core.state.IncidentRecords;
import dev.baton.coordinator.core.state.LeadershipRow;
import dev.baton.coordinator.core.state.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DetectorsTest {
  private static final long MIB = 1L << 20;
  private static final Load WELL = disk(50_000 * MIB, 100_000 * MIB, false);

  private final CoreDriver driver = new CoreDriver();
  private long beats;

  private static Load disk(long free, long total, boolean fails) {
    return new Load(0.1, 1_000 * MIB, 8_000 * MIB, free, 0, total, 0.0, fails);
  }

  private static Load memory(long left) {
    return new Load(0.1, 8_000 * MIB - left, 8_000 * MIB, -1, 0, null, 0.0, null);
  }

  private void beat(long link, Load load, AttemptId... running) {
    driver.give(
        new Input.FromExecutor(
            link, new ExecutorMessage.Heartbeat(++beats, 1, List.of(running), load)));
  }

  private void beatFor(Duration time, long everyMs, Load load, long... links) {
    for (long left = time.toMillis(); left > 0; left -= everyMs) {
      driver.pass(Duration.ofMillis(everyMs));
      for (long link : links) {
        beat(link, load);
      }
    }
  }

  private Incident newest(IncidentKind kind) {
    List<Incident> rows =
        driver.facts(Fact.IncidentChanged.class).stream()
            .map(Fact.IncidentChanged::incident)
            .filter(row -> row.kind() == kind)
            .toList();
    return rows.isEmpty() ? null : rows.getLast();
  }

  private void putJob(OnExecutorLoss onLoss) {
    driver.put(job("j", OverlapPolicy.ALLOW, List.of(), task("a", onLoss)));
  }

  private static AttemptId attempt(long run) {
    return new AttemptId(new RunId(run), "a", 1);
  }

  private String whyNot() {
    Explained explained =
        assertInstanceOf(
            Explained.class,
            driver.command(new Command.ExplainRun(CoreDriver.ACTOR, new RunId(1))));
    return explained.gates().toString();
  }

  // ---- pressure

  @Test
  void executorWithAFullDiskGetsNothingUntilThereIsRoomAgain() {
    driver.lead();
    driver.join(7, "e1", "i1");
    beat(7, disk(MIB, 100_000 * MIB, false));
    assertEquals(IncidentCause.DISK_FULL, newest(IncidentKind.EXECUTOR_PRESSURE).cause());
    putJob(OnExecutorLoss.RERUN);
    driver.trigger("j", null);
    beatFor(Duration.ofSeconds(2), 500, disk(MIB, 100_000 * MIB, false), 7);
    assertEquals(0, driver.sent(7, CoordinatorMessage.Start.class).size());
    assertTrue(whyNot().contains("its disk is full"), whyNot());
    beatFor(Duration.ofSeconds(5), 500, WELL, 7);
    assertEquals(1, driver.sent(7, CoordinatorMessage.Start.class).size());
    assertEquals(IncidentStep.RESOLVED, newest(IncidentKind.EXECUTOR_PRESSURE).step());
  }

  @Test
  void aDiskWithRoomAgainDoesNotWaitForABusyMachine() {
    driver.lead();
    driver.join(7, "e1", "i1");
    beat(7, disk(MIB, 100_000 * MIB, false));
    Load busy = new Load(1, 1, 8_000 * MIB, 50_000 * MIB, 0, 100_000 * MIB, 0.9, false);
    beatFor(Duration.ofSeconds(5), 500, busy, 7);
    assertEquals(IncidentStep.RESOLVED, newest(IncidentKind.EXECUTOR_PRESSURE).step());
  }

  @Test
  void aJournalThatCannotBeWrittenIsAFullDiskWhateverIsFree() {
    driver.lead();
    driver.join(7, "e1", "i1");
    beat(7, disk(50_000 * MIB, 100_000 * MIB, true));
    assertEquals(IncidentCause.DISK_FULL, newest(IncidentKind.EXECUTOR_PRESSURE).cause());
  }

  @Test
  void aSmallDiskIsNotFullForBeingSmall() {
    driver.lead();
    driver.join(7, "e1", "i1");
    beatFor(Duration.ofSeconds(10), 500, disk(20 * MIB, 64 * MIB, false), 7);
    assertNull(newest(IncidentKind.EXECUTOR_PRESSURE));
  }

  @Test
  void anAttemptThatCouldNotRunForWantOfDiskIsPressure() {
    driver.lead();
    driver.join(7, "e1", "i1");
    putJob(OnExecutorLoss.RERUN);
    driver.trigger("j", null);
    driver.give(
        new Input.FromExecutor(
            7,
            new ExecutorMessage.Ended(
                new AttemptOutcome(
                    attempt(1),
                    new Incarnation("i1"),
                    Outcome.FAILED,
                    null,
                    AttemptOutcome.COULD_NOT_RUN + "/d/x: No space left on device",
                    SortedMaps.empty(),
                    null,
                    driver.now().wall()))));
    assertEquals(IncidentCause.DISK_FULL, newest(IncidentKind.EXECUTOR_PRESSURE).cause());
    beatFor(Duration.ofSeconds(5), 500, WELL, 7);
    assertEquals(IncidentStep.RECOVERING, newest(IncidentKind.EXECUTOR_PRESSURE).step());
    beatFor(Duration.ofSeconds(10), 500, WELL, 7);
    assertEquals(IncidentStep.RESOLVED, newest(IncidentKind.EXECUTOR_PRESSURE).step());
  }

  @Test
  void shortMemoryIsPressureWhenItLastsAndTheOtherExecutorGetsTheWork() {
    driver.lead();
    driver.join(7, "e1", "i1");
    driver.join(8, "e2", "i2");
    for (int i = 0; i < 14; i++) {
      assertNull(i < 8 ? newest(IncidentKind.EXECUTOR_PRESSURE) : null);
      driver.pass(Duration.ofMillis(500));
      beat(7, memory(50 * MIB));
      beat(8, WELL);
    }
    assertEquals(IncidentCause.MEMORY_SHORT, newest(IncidentKind.EXECUTOR_PRESSURE).cause());
    putJob(OnExecutorLoss.RERUN);
    for (int i = 0; i < 5; i++) {
      driver.trigger("j", null);
    }
    assertEquals(0, driver.sent(7, CoordinatorMessage.Start.class).size());
    assertEquals(4, driver.sent(8, CoordinatorMessage.Start.class).size());
    driver.give(new Input.FromExecutor(8, new ExecutorMessage.Draining("bye")));
    assertEquals(1, driver.sent(7, CoordinatorMessage.Start.class).size());
  }

  @Test
  void busyProcessorsArePressureOnlyWhereHeartbeatsComeLate() {
    Load busy = new Load(0.99, 1, 100, -1, 0, null, 0.9, null);
    driver.lead();
    driver.join(7, "e1", "i1");
    beatFor(Duration.ofSeconds(40), 500, busy, 7);
    assertNull(newest(IncidentKind.EXECUTOR_PRESSURE));
    beatFor(Duration.ofSeconds(5), 1_000, busy, 7);
    assertEquals(IncidentCause.CPU_SATURATED, newest(IncidentKind.EXECUTOR_PRESSURE).cause());
    beatFor(Duration.ofSeconds(6), 500, WELL, 7);
    assertEquals(IncidentStep.RESOLVED, newest(IncidentKind.EXECUTOR_PRESSURE).step());
  }

  @Test
  void twoExecutorsOnOneMachineAreOneIncident() {
    driver.lead();
    driver.join(7, "e1", "i1");
    driver.join(8, "e2", "i2");
    beat(7, disk(MIB, 100_000 * MIB, false));
    beat(8, disk(MIB, 100_000 * MIB, false));
    driver.pass(Duration.ofMillis(300));
    Incident row = newest(IncidentKind.EXECUTOR_PRESSURE);
    assertEquals("e1", row.subject());
    assertTrue(row.evidence().getLast().text().startsWith("e2"), row.toString());
    beatFor(Duration.ofSeconds(5), 500, WELL, 7);
    assertEquals(IncidentStep.RECOVERING, newest(IncidentKind.EXECUTOR_PRESSURE).step());
  }

  // ---- what a new process says of the one before

  @Test
  void newProcessSaysThatTheOneBeforeEndedForWantOfMemory() {
    assertEquals(
        IncidentCause.OUT_OF_MEMORY, causeWhenTheNextSays("OUT_OF_MEMORY: the kernel killed it"));
    assertEquals(IncidentCause.HOST_RESTARTED, causeWhenTheNextSays("HOST_RESTARTED: booted"));
    assertEquals(IncidentCause.STOPPED, causeWhenTheNextSays("STOPPED: asked"));
    assertEquals(IncidentCause.PROCESS_DIED, causeWhenTheNextSays("KILLED: no last word"));
    assertEquals(IncidentCause.PROCESS_DIED, causeWhenTheNextSays("A_NEWER_WORD: what"));
  }

  private static IncidentCause causeWhenTheNextSays(String predecessor) {
    DetectorsTest test = new DetectorsTest();
    CoreDriver driver = test.driver;
    driver.lead();
    driver.join(7, "e1", "i1");
    driver.give(new Input.LinkClosed(7, "Connection reset"));
    driver.pass(Duration.ofSeconds(1));
    driver.give(new Input.LinkOpened(9, "127.0.0.1:9"));
    driver.give(
        new Input.FromExecutor(
            9,
            new ExecutorMessage.Hello(
                WireVersion.CURRENT,
                "",
                new ExecutorId("e1"),
                new Incarnation("i2"),
                "home-e1",
                List.of(new Incarnation("i1")),
                0,
                CoreDriver.capacity(),
                List.of(),
                List.of(),
                predecessor)));
    return test.newest(IncidentKind.EXECUTOR_LOST).cause();
  }

  @Test
  void processThatEndsWithHardlyAnyMemoryLeftEndedForWantOfIt() {
    driver.lead();
    driver.join(7, "e1", "i1");
    beat(7, memory(5 * MIB));
    driver.give(new Input.LinkClosed(7, "Connection reset"));
    driver.pass(Duration.ofSeconds(1));
    assertEquals(IncidentCause.OUT_OF_MEMORY, newest(IncidentKind.EXECUTOR_LOST).cause());
  }

  // ---- stuck

  private void succeedThrice() {
    driver.lead();
    driver.join(7, "e1", "i1");
    putJob(OnExecutorLoss.RERUN_AFTER_LEASE);
    for (int run = 1; run <= 3; run++) {
      driver.trigger("j", null);
      started(attempt(run));
      driver.pass(Duration.ofMillis(400));
      driver.ended(7, attempt(run), "i1", Outcome.SUCCEEDED);
      beat(7, WELL);
    }
  }

  private void started(AttemptId attempt) {
    driver.give(
        new Input.FromExecutor(7, new ExecutorMessage.Started(attempt, driver.now().wall())));
  }

  private void runFor(Duration time, AttemptId running) {
    for (long left = time.toMillis(); left > 0; left -= 500) {
      driver.pass(Duration.ofMillis(500));
      beat(7, WELL, running);
    }
  }

  @Test
  void attemptThatRunsMuchLongerThanUsualIsStuckAndIsEndedWhenApproved() {
    succeedThrice();
    driver.trigger("j", null);
    started(attempt(4));
    runFor(Duration.ofSeconds(58), attempt(4));
    assertNull(newest(IncidentKind.STUCK_TASK));
    runFor(Duration.ofSeconds(10), attempt(4));
    Incident row = newest(IncidentKind.STUCK_TASK);
    assertEquals("test/j/a", row.subject());
    assertEquals(IncidentCause.TASK_STUCK, row.cause());
    assertEquals(IncidentStep.AWAITING_OPERATOR, row.step());
    assertEquals(1, row.attempts());
    assertTrue(row.evidence().getFirst().text().contains("longest"), row.toString());
    assertInstanceOf(
        Done.class,
        driver.command(
            new Command.ApproveIncident(CoreDriver.ACTOR, row.id(), "cancel-and-rerun")));
    assertEquals(attempt(4), driver.sent(7, CoordinatorMessage.Cancel.class).getLast().attempt());
    driver.ended(7, attempt(4), "i1", Outcome.CANCELED);
    driver.pass(Duration.ofSeconds(1));
    assertEquals(IncidentStep.RESOLVED, newest(IncidentKind.STUCK_TASK).step());
    assertEquals(
        2, driver.sent(7, CoordinatorMessage.Start.class).getLast().order().attempt().number());
  }

  @Test
  void stuckAttemptThatEndsByItselfClosesItsIncident() {
    succeedThrice();
    driver.trigger("j", null);
    started(attempt(4));
    runFor(Duration.ofSeconds(70), attempt(4));
    driver.ended(7, attempt(4), "i1", Outcome.SUCCEEDED);
    driver.pass(Duration.ofSeconds(3));
    assertEquals(IncidentStep.RESOLVED, newest(IncidentKind.STUCK_TASK).step());
    assertEquals(1, newest(IncidentKind.STUCK_TASK).occurrences());
  }

  @Test
  void taskWithoutHistoryIsNeverStuck() {
    driver.lead();
    driver.join(7, "e1", "i1");
    putJob(OnExecutorLoss.RERUN);
    driver.trigger("j", null);
    started(attempt(1));
    runFor(Duration.ofMinutes(5), attempt(1));
    assertNull(newest(IncidentKind.STUCK_TASK));
  }

  // ---- late fires and waiting tasks

  private static ScheduleSpec everySecond() {
    return new ScheduleSpec(
        "s",
        new Timing.FixedRate(Duration.ofSeconds(1), null),
        MisfirePolicy.FIRE_ONCE,
        Duration.ofSeconds(5),
        Duration.ofHours(1));
  }

  private void putPerSecond() {
    driver.put(
        job("j", OverlapPolicy.ALLOW, List.of(everySecond()), task("a", OnExecutorLoss.RERUN)));
  }

  @Test
  void firesThatWaitForALeaderThatStoodStillAreLateForThatReason() {
    driver.lead();
    driver.join(7, "e1", "i1");
    putPerSecond();
    driver.pass(Duration.ofSeconds(3));
    assertNull(newest(IncidentKind.FIRES_LATE));
    driver.sleep(Duration.ofSeconds(3));
    driver.give(new Input.Tick());
    assertEquals(IncidentCause.LEADER_PAUSED, newest(IncidentKind.FIRES_LATE).cause());
    driver.pass(Duration.ofSeconds(7));
    Incident row = newest(IncidentKind.FIRES_LATE);
    assertEquals(IncidentStep.RESOLVED, row.step());
    assertEquals(1, row.occurrences());
  }

  @Test
  void firesThatAreLateForAClockOrAStoreAreTheirIncidentsAlone() {
    driver.lead();
    putPerSecond();
    driver.pass(Duration.ofSeconds(2));
    driver.jumpWall(Duration.ofHours(1));
    driver.pass(Duration.ofSeconds(5));
    assertEquals(IncidentStep.RESOLVED, newest(IncidentKind.CLOCK_STEPPED).step());
    assertNull(newest(IncidentKind.FIRES_LATE));
  }

  @Test
  void workWithoutAnyExecutorIsAnIncidentThatOneClosesByComing() {
    driver.lead();
    putJob(OnExecutorLoss.RERUN);
    driver.trigger("j", null);
    driver.pass(Duration.ofSeconds(25));
    assertNull(newest(IncidentKind.QUEUE_GROWING));
    driver.pass(Duration.ofSeconds(20));
    Incident row = newest(IncidentKind.QUEUE_GROWING);
    assertEquals(IncidentCause.NO_EXECUTOR, row.cause());
    assertEquals("default", row.subject());
    assertEquals(IncidentStep.AWAITING_OPERATOR, row.step());
    driver.join(7, "e1", "i1");
    beatFor(Duration.ofSeconds(8), 500, WELL, 7);
    assertEquals(IncidentStep.RESOLVED, newest(IncidentKind.QUEUE_GROWING).step());
  }

  @Test
  void workThatWaitsForSlotsForLongIsSaturation() {
    driver.lead();
    driver.join(7, "e1", "i1");
    putJob(OnExecutorLoss.RERUN);
    for (int i = 0; i < 6; i++) {
      driver.trigger("j", null);
    }
    beatFor(Duration.ofSeconds(80), 500, WELL, 7);
    assertEquals(IncidentCause.SATURATED, newest(IncidentKind.QUEUE_GROWING).cause());
    for (int run = 1; run <= 4; run++) {
      driver.ended(7, attempt(run), "i1", Outcome.SUCCEEDED);
    }
    beatFor(Duration.ofSeconds(8), 500, WELL, 7);
    assertEquals(IncidentStep.RESOLVED, newest(IncidentKind.QUEUE_GROWING).step());
  }

  @Test
  void workThatWaitsForALostExecutorIsEvidenceOfThatLoss() {
    driver.lead();
    driver.join(7, "e1", "i1");
    driver.give(new Input.LinkClosed(7, "Connection reset"));
    putJob(OnExecutorLoss.RERUN);
    driver.trigger("j", null);
    driver.pass(Duration.ofSeconds(50));
    assertNull(newest(IncidentKind.QUEUE_GROWING));
    assertTrue(
        newest(IncidentKind.EXECUTOR_LOST).evidence().getLast().text().contains("1 tasks wait"),
        newest(IncidentKind.EXECUTOR_LOST).toString());
  }

  // ---- ZooKeeper

  private void zooKeeper(boolean connected, boolean noQuorum, boolean wiped) {
    driver.give(new Input.ZooKeeperHeard(connected, noQuorum, wiped, "seen"));
  }

  @Test
  void zooKeeperAwayIsAnIncidentWhileTheLeaderLeadsOn() {
    driver.lead();
    zooKeeper(true, false, false);
    driver.pass(Duration.ofSeconds(1));
    zooKeeper(false, false, false);
    Instant lost = driver.now().wall();
    driver.pass(Duration.ofMillis(1_500));
    assertNull(newest(IncidentKind.ZOOKEEPER_AWAY));
    driver.pass(Duration.ofSeconds(2));
    assertEquals(IncidentCause.ZOOKEEPER_UNREACHABLE, newest(IncidentKind.ZOOKEEPER_AWAY).cause());
    assertEquals(lost, newest(IncidentKind.ZOOKEEPER_AWAY).times().beganAt());
    zooKeeper(false, true, false);
    driver.pass(Duration.ofSeconds(1));
    assertEquals(IncidentCause.ZOOKEEPER_NO_QUORUM, newest(IncidentKind.ZOOKEEPER_AWAY).cause());
    zooKeeper(true, false, false);
    driver.pass(Duration.ofSeconds(5));
    Incident row = newest(IncidentKind.ZOOKEEPER_AWAY);
    assertEquals(IncidentStep.RESOLVED, row.step());
    assertEquals(IncidentCause.ZOOKEEPER_NO_QUORUM, row.cause());
  }

  @Test
  void aChangeOfServersIsNoIncidentAndThreeWithinAMinuteAreFlapping() {
    driver.lead();
    for (int i = 0; i < 2; i++) {
      zooKeeper(false, false, false);
      driver.pass(Duration.ofMillis(500));
      zooKeeper(true, false, false);
      driver.pass(Duration.ofSeconds(5));
    }
    assertNull(newest(IncidentKind.ZOOKEEPER_AWAY));
    zooKeeper(false, false, false);
    driver.pass(Duration.ofMillis(500));
    zooKeeper(true, false, false);
    driver.pass(Duration.ofSeconds(5));
    assertEquals(IncidentCause.ZOOKEEPER_FLAPPING, newest(IncidentKind.ZOOKEEPER_AWAY).cause());
    assertEquals(IncidentStep.RECOVERING, newest(IncidentKind.ZOOKEEPER_AWAY).step());
    driver.pass(Duration.ofSeconds(70));
    assertEquals(IncidentStep.RESOLVED, newest(IncidentKind.ZOOKEEPER_AWAY).step());
  }

  @Test
  void flappingThatIsOverIsNotRaisedAgain() {
    driver.lead();
    for (int i = 0; i < 3; i++) {
      zooKeeper(false, false, false);
      driver.pass(Duration.ofMillis(500));
      zooKeeper(true, false, false);
      driver.pass(Duration.ofSeconds(5));
    }
    driver.pass(Duration.ofSeconds(70));
    assertEquals(IncidentStep.RESOLVED, newest(IncidentKind.ZOOKEEPER_AWAY).step());
    assertEquals(1, newest(IncidentKind.ZOOKEEPER_AWAY).occurrences());
  }

  @Test
  void connectionsLostWithinASecondAreOneLoss() {
    driver.lead();
    for (int i = 0; i < 4; i++) {
      zooKeeper(false, false, false);
      driver.pass(Duration.ofMillis(100));
      zooKeeper(true, false, false);
      driver.pass(Duration.ofMillis(100));
    }
    driver.pass(Duration.ofSeconds(5));
    assertNull(newest(IncidentKind.ZOOKEEPER_AWAY));
  }

  @Test
  void anEnsembleThatCameBackEmptyIsTold() {
    driver.lead();
    zooKeeper(true, false, true);
    driver.pass(Duration.ofSeconds(5));
    Incident row = newest(IncidentKind.ZOOKEEPER_AWAY);
    assertEquals(IncidentCause.ZOOKEEPER_WIPED, row.cause());
    assertEquals(IncidentStep.RESOLVED, row.step());
    assertEquals(1, row.occurrences());
  }

  // ---- how the former leader went

  private static Snapshot after(LeadershipRow former) {
    return new Snapshot(
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new IncidentRecords(List.of(), List.of(), former, 1),
        1,
        1);
  }

  private Incident takeOver(Input.PeerReach before, Input.PeerReach later) {
    LeadershipRow former = new LeadershipRow(4, "c0", driver.now().wall(), null, null);
    if (before != null) {
      driver.give(new Input.PeerSeen("c0", before, "seen before"));
    }
    driver.lead(after(former), 4);
    driver.pass(Duration.ofMillis(500));
    if (later != null) {
      driver.give(new Input.PeerSeen("c0", later, "seen later"));
      driver.give(new Input.PeerSeen("another", Input.PeerReach.ALIVE, "another"));
    }
    driver.pass(Duration.ofSeconds(3));
    assertEquals(IncidentStep.RESOLVED, newest(IncidentKind.LEADER_CHANGED).step());
    return newest(IncidentKind.LEADER_CHANGED);
  }

  private static IncidentCause tookOver(Input.PeerReach before, Input.PeerReach later) {
    return new DetectorsTest().takeOver(before, later).cause();
  }

  @Test
  void howTheFormerLeaderAnswersADialTellsHowItWent() {
    assertEquals(IncidentCause.LEADER_PROCESS_DIED, tookOver(Input.PeerReach.DEAD, null));
    assertEquals(
        IncidentCause.LEADER_HOST_UNREACHABLE, tookOver(null, Input.PeerReach.UNREACHABLE));
    assertEquals(IncidentCause.LEADER_PAUSED, tookOver(null, Input.PeerReach.MUTE));
    assertEquals(IncidentCause.LEADER_CUT_OFF, tookOver(null, Input.PeerReach.ALIVE));
    assertEquals(IncidentCause.LEADER_GONE, tookOver(null, null));
    assertEquals(
        IncidentCause.LEADER_PROCESS_DIED, tookOver(Input.PeerReach.DEAD, Input.PeerReach.MUTE));
  }
}
