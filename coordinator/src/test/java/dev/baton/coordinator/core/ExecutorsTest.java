package dev.baton.coordinator.core;

import static dev.baton.coordinator.core.CoreDriver.job;
import static dev.baton.coordinator.core.CoreDriver.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.ExecutorId;
import dev.baton.common.id.Incarnation;
import dev.baton.common.id.RunId;
import dev.baton.common.job.OnExecutorLoss;
import dev.baton.common.job.OverlapPolicy;
import dev.baton.common.run.AttemptStatus;
import dev.baton.common.run.Outcome;
import dev.baton.common.run.TaskStatus;
import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.common.wire.CoordinatorMessage.HeartbeatAck;
import dev.baton.common.wire.CoordinatorMessage.RefusalCode;
import dev.baton.common.wire.ExecutorMessage;
import dev.baton.common.wire.WireVersion;
import dev.baton.coordinator.core.Effect.Counter;
import dev.baton.coordinator.core.command.Command;
import dev.baton.coordinator.core.command.CommandResult;
import dev.baton.coordinator.core.command.CommandResult.ExecutorStatus;
import dev.baton.coordinator.core.command.CommandResult.ExecutorView;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.core.state.ExecutorRow;
import dev.baton.coordinator.core.state.FailoverEvent.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Links, heartbeats, leases, suspicion and loss. */
class ExecutorsTest {
  private static final AttemptId FIRST = new AttemptId(new RunId(1), "a", 1);
  private static final AttemptId STRAY = new AttemptId(new RunId(8), "a", 1);

  private final CoreDriver driver = new CoreDriver();

  @BeforeEach
  void lead() {
    driver.lead();
  }

  private void startOne(OnExecutorLoss onLoss) {
    driver.join(7, "e1", "i1");
    driver.put(job("j", OverlapPolicy.ALLOW, List.of(), task("a", onLoss)));
    driver.trigger("j", null);
  }

  private ExecutorView view() {
    var result = driver.command(new Command.ListExecutors(CoreDriver.ACTOR));
    return assertInstanceOf(CommandResult.Executors.class, result).executors().getFirst();
  }

  private List<Kind> events() {
    return driver.facts(Fact.FailoverEventRecorded.class).stream()
        .map(fact -> fact.event().kind())
        .toList();
  }

  private Attempt attempt() {
    return driver.facts(Fact.AttemptChanged.class).isEmpty()
        ? driver.lastFact(Fact.AttemptCreated.class).attempt()
        : driver.lastFact(Fact.AttemptChanged.class).attempt();
  }

  private void say(long link, ExecutorMessage message) {
    driver.give(new Input.FromExecutor(link, message));
  }

  private void beatFor(long ms, AttemptId... running) {
    for (long left = ms; left > 0; left -= 500) {
      driver.pass(Duration.ofMillis(500));
      driver.beat(7, 1, running);
    }
  }

  @Test
  void executorThatJoinsIsWelcomedAndKept() {
    driver.join(7, "e1", "i1");
    assertEquals(
        List.of(new CoordinatorMessage.Welcome(1, "k1", 500, 6_000, List.of())),
        driver.sent(7, CoordinatorMessage.Welcome.class));
    ExecutorRow row = driver.lastFact(Fact.ExecutorChanged.class).executor();
    assertEquals(new Incarnation("i1"), row.incarnation());
    assertEquals("home-e1", row.home());
    assertEquals(driver.now().wall(), row.firstSeenAt());
    assertEquals(driver.now().wall(), row.lastJoinedAt());
    assertEquals(List.of(Kind.LEADER_RAISED, Kind.EXECUTOR_JOINED), events());
    ExecutorView view = view();
    assertEquals(ExecutorStatus.UP, view.status());
    assertEquals(new Incarnation("i1"), view.incarnation());
    assertEquals(6_000, view.leaseLeftMs());
    assertEquals("127.0.0.1:7", view.remoteAddress());
    assertEquals(0, view.running());
  }

  @Test
  void sameProcessThatComesBackChangesNoRow() {
    driver.join(7, "e1", "i1");
    int rows = driver.facts(Fact.ExecutorChanged.class).size();
    driver.join(8, "e1", "i1");
    assertEquals(rows, driver.facts(Fact.ExecutorChanged.class).size());
    assertEquals(7, driver.last(Effect.CloseLink.class).link());
  }

  @Test
  void heartbeatOfAnotherEpochIsCountedAndNotAnswered() {
    driver.join(7, "e1", "i1");
    int answers = driver.sent(7, HeartbeatAck.class).size();
    driver.beat(7, 0);
    driver.beat(9, 1);
    assertEquals(answers, driver.sent(7, HeartbeatAck.class).size());
    assertEquals(1, driver.counted(Counter.STALE_FRAMES_REFUSED));
  }

  @Test
  void whatRunsAndShouldNotIsEndedAtOnce() {
    driver.join(7, "e1", "i1");
    driver.beat(7, 1, STRAY);
    assertEquals(
        new CoordinatorMessage.Cancel(1, STRAY, 0, "it is over for the leader"),
        driver.sent(7, CoordinatorMessage.Cancel.class).getLast());
  }

  @Test
  void heartbeatThatListsAnAttemptShowsThatItRuns() {
    startOne(OnExecutorLoss.HOLD);
    assertEquals(AttemptStatus.DISPATCHED, attempt().status());
    driver.beat(7, 1, FIRST);
    assertEquals(AttemptStatus.RUNNING, attempt().status());
    assertEquals(driver.now().wall(), attempt().startedAt());
    assertEquals(1, view().running());
  }

  @Test
  void startedIsTakenFromItsOwnExecutorOnly() {
    startOne(OnExecutorLoss.HOLD);
    driver.join(8, "e2", "i2");
    say(8, new ExecutorMessage.Started(FIRST, driver.now().wall()));
    say(9, new ExecutorMessage.Started(FIRST, driver.now().wall()));
    say(7, new ExecutorMessage.Started(STRAY, driver.now().wall()));
    assertEquals(AttemptStatus.DISPATCHED, attempt().status());
    say(7, new ExecutorMessage.Started(FIRST, driver.now().wall()));
    assertEquals(AttemptStatus.RUNNING, attempt().status());
  }

  @Test
  void refusedStartIsPlacedAgainAfterAPauseAndCountsAsNoLoss() {
    startOne(OnExecutorLoss.FAIL);
    say(7, new ExecutorMessage.StartRefused(FIRST, "no lease"));
    var task = driver.lastFact(Fact.TaskRunChanged.class).taskRun();
    assertEquals(TaskStatus.RETRY_WAIT, task.status());
    assertEquals(0, task.losses());
    assertEquals(Outcome.LOST, attempt().outcome());
    driver.pass(Duration.ofMillis(100));
    assertEquals(1, driver.sent(7, CoordinatorMessage.Start.class).size());
    driver.pass(Duration.ofMillis(100));
    assertEquals(2, driver.sent(7, CoordinatorMessage.Start.class).size());
  }

  @Test
  void refusalOfAStartThatRunsAlreadyChangesNothing() {
    startOne(OnExecutorLoss.HOLD);
    driver.beat(7, 1, FIRST);
    say(7, new ExecutorMessage.StartRefused(FIRST, "again"));
    assertEquals(AttemptStatus.RUNNING, attempt().status());
  }

  @Test
  void outcomeOnALinkWithoutHelloIsNotTaken() {
    startOne(OnExecutorLoss.HOLD);
    driver.ended(9, FIRST, "i1", Outcome.SUCCEEDED);
    assertEquals(AttemptStatus.DISPATCHED, attempt().status());
  }

  @Test
  void outcomeOfAnAttemptThatNobodyKnowsIsKeptAndAcknowledged() {
    driver.join(7, "e1", "i1");
    driver.ended(7, STRAY, "i1", Outcome.SUCCEEDED);
    assertEquals(STRAY, driver.lastFact(Fact.LateOutcomeKept.class).attempt());
    assertEquals(1, driver.counted(Counter.LATE_OUTCOMES));
    assertEquals(
        List.of(STRAY),
        driver.sent(7, CoordinatorMessage.OutcomesAccepted.class).getLast().attempts());
  }

  @Test
  void threeMissingHeartbeatsMakeSuspectAndTheNextOneMakesUp() {
    driver.join(7, "e1", "i1");
    driver.pass(Duration.ofMillis(1_400));
    assertEquals(ExecutorStatus.UP, view().status());
    driver.pass(Duration.ofMillis(100));
    assertEquals(ExecutorStatus.SUSPECT, view().status());
    assertTrue(events().contains(Kind.EXECUTOR_SUSPECT));
    driver.beat(7, 1);
    assertEquals(ExecutorStatus.UP, view().status());
    assertEquals(Kind.EXECUTOR_RETURNED, events().getLast());
  }

  @Test
  void silentExecutorIsLostWhenItsLeaseAndTheMarginAreOver() {
    startOne(OnExecutorLoss.FAIL);
    driver.beat(7, 1, FIRST);
    driver.pass(Duration.ofMillis(6_200));
    assertEquals(AttemptStatus.RUNNING, attempt().status());
    driver.pass(Duration.ofMillis(100));
    assertEquals(Outcome.LOST, attempt().outcome());
    assertEquals(ExecutorStatus.LOST, view().status());
    assertEquals(7, driver.last(Effect.CloseLink.class).link());
    assertNull(driver.lastFact(Fact.ExecutorChanged.class).executor().incarnation());
    assertEquals(Kind.EXECUTOR_LOST, events().getLast());
    assertNull(view().incarnation());
    assertEquals(0, view().leaseLeftMs());
  }

  @Test
  void heartbeatsKeepALeaseForAsLongAsTheyCome() {
    startOne(OnExecutorLoss.FAIL);
    beatFor(30_000, FIRST);
    assertEquals(AttemptStatus.RUNNING, attempt().status());
    assertEquals(ExecutorStatus.UP, view().status());
    assertFalse(events().contains(Kind.EXECUTOR_SUSPECT));
  }

  @Test
  void linkResetMakesSuspectAtOnceAndMovesNothingThatIsLeased() {
    startOne(OnExecutorLoss.HOLD);
    driver.beat(7, 1, FIRST);
    driver.give(new Input.LinkClosed(7, "reset"));
    assertEquals(ExecutorStatus.SUSPECT, view().status());
    driver.pass(Duration.ofSeconds(5));
    assertEquals(AttemptStatus.RUNNING, attempt().status());
    driver.give(new Input.LinkClosed(99, "unknown"));
  }

  @Test
  void sameProcessThatIsBackWithinTheGraceKeepsItsRerunTasks() {
    startOne(OnExecutorLoss.RERUN);
    driver.beat(7, 1, FIRST);
    driver.give(new Input.LinkClosed(7, "reset"));
    driver.pass(Duration.ofMillis(100));
    driver.give(new Input.LinkOpened(8, "127.0.0.1:8"));
    driver.hello(8, "e1", "i1", "home-e1", List.of(), 1, List.of(FIRST), List.of());
    driver.pass(Duration.ofSeconds(1));
    assertEquals(AttemptStatus.RUNNING, attempt().status());
    assertEquals(Kind.EXECUTOR_RETURNED, events().getLast());
    assertEquals(List.of(), driver.sent(8, CoordinatorMessage.Welcome.class).getLast().kill());
  }

  @Test
  void helloNamesWhatIsToBeKilled() {
    driver.join(7, "e1", "i1");
    driver.give(new Input.LinkOpened(8, "127.0.0.1:8"));
    driver.hello(8, "e1", "i1", "home-e1", List.of(), 1, List.of(STRAY), List.of());
    assertEquals(List.of(STRAY), driver.sent(8, CoordinatorMessage.Welcome.class).getLast().kill());
  }

  @Test
  void ownPauseIsNoEvidenceAgainstExecutors() {
    driver.join(7, "e1", "i1");
    driver.give(new Input.Tick());
    driver.sleep(Duration.ofSeconds(3));
    driver.give(new Input.Tick());
    assertEquals(ExecutorStatus.UP, view().status());
    driver.pass(Duration.ofMillis(900));
    assertEquals(ExecutorStatus.UP, view().status());
    driver.pass(Duration.ofMillis(100));
    assertEquals(ExecutorStatus.SUSPECT, view().status());
  }

  @Test
  void executorThatSaysGoodbyeHasLeftAndWhatItHadIsOver() {
    startOne(OnExecutorLoss.FAIL);
    driver.beat(7, 1, FIRST);
    say(7, new ExecutorMessage.Draining("asked to stop"));
    assertEquals(ExecutorStatus.DRAINING, view().status());
    say(7, new ExecutorMessage.Goodbye("asked to stop"));
    assertEquals(ExecutorStatus.LEFT, view().status());
    assertEquals(Outcome.LOST, attempt().outcome());
    assertEquals(Kind.EXECUTOR_LEFT, events().getLast());
    assertNull(driver.lastFact(Fact.ExecutorChanged.class).executor().incarnation());
    say(7, new ExecutorMessage.Goodbye("again"));
    say(7, new ExecutorMessage.Draining("again"));
    driver.pass(Duration.ofSeconds(10));
    assertEquals(ExecutorStatus.LEFT, view().status());
    assertEquals(Kind.EXECUTOR_LEFT, events().getLast());
  }

  @Test
  void executorThatHadLeftJoinsAgain() {
    driver.join(7, "e1", "i1");
    say(7, new ExecutorMessage.Goodbye("asked to stop"));
    driver.join(8, "e1", "i2");
    assertEquals(ExecutorStatus.UP, view().status());
    assertEquals(Kind.EXECUTOR_JOINED, events().getLast());
  }

  private void hello(long link, int wire, String cluster, String incarnation, String home) {
    driver.give(new Input.LinkOpened(link, "127.0.0.1:" + link));
    say(
        link,
        new ExecutorMessage.Hello(
            wire,
            cluster,
            new ExecutorId("e1"),
            new Incarnation(incarnation),
            home,
            List.of(),
            0,
            CoreDriver.capacity(),
            List.of(),
            List.of()));
  }

  private RefusalCode refused(long link) {
    assertEquals(link, driver.last(Effect.CloseLink.class).link());
    return driver.sent(link, CoordinatorMessage.Refused.class).getLast().code();
  }

  @Test
  void executorOfAnotherReleaseOrClusterIsRefusedAndThatIsRecordedOnce() {
    hello(7, WireVersion.CURRENT + 1, "", "i1", "home-e1");
    assertEquals(RefusalCode.WIRE_VERSION, refused(7));
    hello(8, WireVersion.CURRENT, "another", "i1", "home-e1");
    assertEquals(RefusalCode.OTHER_CLUSTER, refused(8));
    hello(9, WireVersion.CURRENT, "another", "i1", "home-e1");
    assertEquals(RefusalCode.OTHER_CLUSTER, refused(9));
    assertEquals(
        List.of(Kind.LEADER_RAISED, Kind.EXECUTOR_REFUSED, Kind.EXECUTOR_REFUSED), events());
    hello(10, WireVersion.CURRENT, "k1", "i1", "home-e1");
    assertEquals(1, driver.sent(10, CoordinatorMessage.Welcome.class).size());
  }

  @Test
  void copiedNameIsRefusedForAsLongAsTheLeaseOfTheOtherMayLast() {
    driver.join(7, "e1", "i1");
    hello(8, WireVersion.CURRENT, "", "i2", "other home");
    assertEquals(RefusalCode.NAME_IN_USE, refused(8));
    driver.give(new Input.LinkClosed(7, "reset"));
    driver.pass(Duration.ofMillis(6_200));
    hello(9, WireVersion.CURRENT, "", "i2", "other home");
    assertEquals(RefusalCode.NAME_IN_USE, refused(9));
    driver.pass(Duration.ofMillis(100));
    hello(10, WireVersion.CURRENT, "", "i2", "other home");
    assertEquals(1, driver.sent(10, CoordinatorMessage.Welcome.class).size());
    assertEquals("other home", driver.lastFact(Fact.ExecutorChanged.class).executor().home());
  }

  @Test
  void secondProcessOfOneDirectoryIsRefusedUnlessItNamesTheFirstAsEnded() {
    driver.join(7, "e1", "i1");
    hello(8, WireVersion.CURRENT, "", "i2", "home-e1");
    assertEquals(RefusalCode.NAME_IN_USE, refused(8));
    driver.give(new Input.LinkOpened(9, "127.0.0.1:9"));
    driver.hello(9, "e1", "i2", "home-e1", List.of("i1"), List.of(), List.of());
    assertEquals(1, driver.sent(9, CoordinatorMessage.Welcome.class).size());
  }

  @Test
  void newProcessThatProvesNothingLeavesTheOldLeaseToRunOut() {
    startOne(OnExecutorLoss.FAIL);
    driver.beat(7, 1, FIRST);
    driver.give(new Input.LinkClosed(7, "reset"));
    driver.pass(Duration.ofSeconds(1));
    driver.give(new Input.LinkOpened(8, "127.0.0.1:8"));
    driver.hello(8, "e1", "i2", "home-e1", List.of(), List.of(), List.of());
    for (int i = 0; i < 10; i++) {
      driver.pass(Duration.ofMillis(500));
      driver.beat(8, 1);
    }
    driver.pass(Duration.ofMillis(200));
    assertEquals(AttemptStatus.RUNNING, attempt().status());
    driver.pass(Duration.ofMillis(100));
    assertEquals(Outcome.LOST, attempt().outcome());
    assertEquals(ExecutorStatus.UP, view().status());
  }

  @Test
  void cancelIsSaidAgainToAProcessThatComesBack() {
    startOne(OnExecutorLoss.HOLD);
    driver.beat(7, 1, FIRST);
    driver.give(new Input.LinkClosed(7, "reset"));
    driver.command(new Command.CancelRun(CoreDriver.ACTOR, new RunId(1)));
    driver.give(new Input.LinkOpened(8, "127.0.0.1:8"));
    driver.hello(8, "e1", "i1", "home-e1", List.of(), 1, List.of(FIRST), List.of());
    assertEquals(FIRST, driver.sent(8, CoordinatorMessage.Cancel.class).getLast().attempt());
  }

  @Test
  void lateOutcomeOfAMovedAttemptIsEvidenceOnce() {
    startOne(OnExecutorLoss.RERUN);
    driver.join(8, "e2", "i2");
    driver.beat(7, 1, FIRST);
    driver.give(new Input.LinkClosed(7, "reset"));
    driver.pass(Duration.ofMillis(200));
    driver.join(9, "e1", "i1");
    driver.ended(9, FIRST, "i1", Outcome.SUCCEEDED);
    assertEquals(Outcome.SUCCEEDED, attempt().lateOutcome());
    assertEquals(Outcome.SUPERSEDED, attempt().outcome());
    assertEquals(1, driver.counted(Counter.LATE_OUTCOMES));
    driver.ended(9, FIRST, "i1", Outcome.SUCCEEDED);
    assertEquals(1, driver.counted(Counter.LATE_OUTCOMES));
    assertEquals(1, driver.counted(Counter.DUPLICATE_OUTCOMES));
  }
}
