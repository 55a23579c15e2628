package dev.baton.coordinator.core;

import static dev.baton.coordinator.core.CoreDriver.job;
import static dev.baton.coordinator.core.CoreDriver.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.ExecutorId;
import dev.baton.common.id.RunId;
import dev.baton.common.job.ExecutorSelector;
import dev.baton.common.job.OnExecutorLoss;
import dev.baton.common.job.OverlapPolicy;
import dev.baton.common.job.RetryPolicy;
import dev.baton.common.job.SortedMaps;
import dev.baton.common.job.TaskAction;
import dev.baton.common.job.TaskSpec;
import dev.baton.common.run.AttemptStatus;
import dev.baton.common.run.Outcome;
import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.common.wire.ExecutorMessage;
import dev.baton.coordinator.core.command.Command;
import dev.baton.coordinator.core.command.CommandResult;
import dev.baton.coordinator.core.command.CommandResult.ExecutorStatus;
import dev.baton.coordinator.core.command.CommandResult.ExecutorView;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.Attempt;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a new leader makes of what the one before it left. */
class TakeOverTest {
  private static final AttemptId FIRST = new AttemptId(new RunId(1), "a", 1);
  private static final AttemptId SECOND = new AttemptId(new RunId(1), "a", 2);

  private final CoreDriver former = new CoreDriver();
  private final CoreDriver driver = new CoreDriver();

  @BeforeEach
  void lead() {
    former.lead();
    former.join(7, "e1", "i1");
  }

  private void runsWith(TaskSpec task) {
    former.put(job("j", OverlapPolicy.ALLOW, List.of(), task));
    former.trigger("j", null);
    former.beat(7, 1, FIRST);
  }

  private void runsWith(OnExecutorLoss onLoss) {
    runsWith(task("a", onLoss));
  }

  private void takeOver() {
    driver.lead(Rows.of(former.committed), 1);
  }

  private void comesBack(long link, String incarnation, AttemptId... running) {
    driver.give(new Input.LinkOpened(link, "127.0.0.1:" + link));
    driver.hello(link, "e1", incarnation, "home-e1", List.of(), 1, List.of(running), List.of());
    driver.beat(link, 2, running);
  }

  private void beatFor(long link, long ms, AttemptId... running) {
    for (long left = ms; left > 0; left -= 500) {
      driver.pass(Duration.ofMillis(Math.min(left, 500)));
      driver.beat(link, 2, running);
    }
  }

  private Attempt attempt(AttemptId id) {
    return driver.facts(Fact.AttemptChanged.class).stream()
        .map(Fact.AttemptChanged::attempt)
        .filter(attempt -> attempt.id().equals(id))
        .reduce((before, after) -> after)
        .orElse(null);
  }

  private List<AttemptId> started(long link) {
    return driver.sent(link, CoordinatorMessage.Start.class).stream()
        .map(start -> start.order().attempt())
        .toList();
  }

  private ExecutorView view() {
    var result = driver.command(new Command.ListExecutors(CoreDriver.ACTOR));
    return assertInstanceOf(CommandResult.Executors.class, result).executors().getFirst();
  }

  @Test
  void leasedAttemptsAreLostWhenEveryLeaseOfTheFormerLeaderIsOver() {
    runsWith(OnExecutorLoss.RERUN_AFTER_LEASE);
    takeOver();
    assertEquals(ExecutorStatus.SUSPECT, view().status());
    driver.pass(Duration.ofMillis(6_200));
    assertEquals(null, attempt(FIRST));
    driver.pass(Duration.ofMillis(100));
    assertEquals(Outcome.LOST, attempt(FIRST).outcome());
    assertEquals(ExecutorStatus.LOST, view().status());
  }

  @Test
  void tasksThatMayRunTwiceMoveAfterThreeSecondsIfTheirExecutorHasNotComeBack() {
    runsWith(OnExecutorLoss.RERUN);
    takeOver();
    driver.pass(Duration.ofMillis(2_900));
    assertEquals(null, attempt(FIRST));
    driver.pass(Duration.ofMillis(100));
    assertEquals(Outcome.SUPERSEDED, attempt(FIRST).outcome());
  }

  @Test
  void tasksThatMayRunTwiceStayIfTheirExecutorComesBackInTime() {
    runsWith(OnExecutorLoss.RERUN);
    takeOver();
    driver.pass(Duration.ofMillis(2_900));
    comesBack(9, "i1", FIRST);
    beatFor(9, 10_000, FIRST);
    assertEquals(null, attempt(FIRST));
    assertEquals(ExecutorStatus.UP, view().status());
  }

  @Test
  void dispatchedAttemptThatTheHelloListsIsRunning() {
    former.put(job("j", OverlapPolicy.ALLOW, List.of(), task("a", OnExecutorLoss.HOLD)));
    former.trigger("j", null);
    takeOver();
    driver.give(new Input.LinkOpened(9, "127.0.0.1:9"));
    driver.hello(9, "e1", "i1", "home-e1", List.of(), 1, List.of(FIRST), List.of());
    assertEquals(AttemptStatus.RUNNING, attempt(FIRST).status());
  }

  @Test
  void attemptsOfTwoEarlierProcessesAreLostWhenEachLeaseIsOver() {
    runsWith(OnExecutorLoss.RERUN_AFTER_LEASE);
    // A second process, which proves nothing of the first, and then a third under the new leader.
    former.give(new Input.LinkClosed(7, "reset"));
    former.give(new Input.LinkOpened(8, "127.0.0.1:8"));
    former.hello(8, "e1", "i2", "home-e1", List.of(), 1, List.of(), List.of());
    former.beat(8, 1);
    former.trigger("j", null);
    takeOver();
    AttemptId other = new AttemptId(new RunId(2), "a", 1);
    comesBack(9, "i2", other);
    beatFor(9, 1_500, other);
    driver.give(new Input.LinkClosed(9, "reset"));
    comesBack(10, "i3");
    beatFor(10, 4_700);
    assertEquals(null, attempt(FIRST));
    driver.pass(Duration.ofMillis(100));
    assertEquals(Outcome.LOST, attempt(FIRST).outcome());
    assertEquals(AttemptStatus.RUNNING, attempt(other).status());
    beatFor(10, 1_000);
    assertEquals(Outcome.LOST, attempt(other).outcome());
    assertEquals(ExecutorStatus.UP, view().status());
  }

  @Test
  void attemptOfAnEarlierProcessThatMayRunTwiceIsSupersededAtTheEndOfItsLease() {
    runsWith(OnExecutorLoss.RERUN);
    takeOver();
    comesBack(9, "i2");
    beatFor(9, 6_300);
    assertEquals(Outcome.SUPERSEDED, attempt(FIRST).outcome());
    assertEquals(List.of(SECOND), started(9));
  }

  @Test
  void executorThatHadLeftIsNotWaitedFor() {
    former.give(new Input.FromExecutor(7, new ExecutorMessage.Goodbye("asked to stop")));
    takeOver();
    assertEquals(ExecutorStatus.LEFT, view().status());
    driver.pass(Duration.ofSeconds(7));
    assertEquals(ExecutorStatus.LEFT, view().status());
    comesBack(9, "i2");
    assertEquals(ExecutorStatus.UP, view().status());
  }

  @Test
  void drainGoesOnAndItsTimeBeginsAnew() {
    runsWith(OnExecutorLoss.RERUN);
    former.command(new Command.DrainExecutor(CoreDriver.ACTOR, new ExecutorId("e1"), 700));
    takeOver();
    comesBack(9, "i1", FIRST);
    beatFor(9, Cancels.DEFAULT_DRAIN_MS - 1_000, FIRST);
    assertEquals(List.of(), driver.sent(9, CoordinatorMessage.Cancel.class));
    beatFor(9, 1_000, FIRST);
    assertEquals(
        List.of(new CoordinatorMessage.Cancel(2, FIRST, 10_000, "its executor is drained")),
        driver.sent(9, CoordinatorMessage.Cancel.class));
  }

  @Test
  void executorThatIsNotDrainedKeepsItsWork() {
    runsWith(OnExecutorLoss.RERUN);
    takeOver();
    comesBack(9, "i1", FIRST);
    beatFor(9, Cancels.DEFAULT_DRAIN_MS + 500, FIRST);
    assertEquals(List.of(), driver.sent(9, CoordinatorMessage.Cancel.class));
  }

  @Test
  void taskThatWaitsForItsNextTryIsTriedUnderTheNewLeaderWhenItIsDue() {
    runsWith(
        new TaskSpec(
            "a",
            List.of(),
            new TaskAction.Shell("true"),
            ExecutorSelector.ANY_OF_DEFAULT_GROUP,
            null,
            TaskSpec.DEFAULT_KILL_GRACE,
            new RetryPolicy(2, Duration.ofSeconds(2), 2.0, Duration.ofMinutes(1)),
            OnExecutorLoss.RERUN,
            SortedMaps.empty()));
    former.ended(7, FIRST, "i1", Outcome.FAILED);
    takeOver();
    comesBack(9, "i1");
    beatFor(9, 1_900);
    assertEquals(List.of(), started(9));
    driver.pass(Duration.ofMillis(100));
    assertEquals(List.of(SECOND), started(9));
  }

  @Test
  void incidentOfTheChangeSaysHowMuchWasUnderWay() {
    runsWith(OnExecutorLoss.HOLD);
    former.trigger("j", null);
    former.trigger("j", null);
    takeOver();
    String plan = driver.lastFact(Fact.IncidentChanged.class).incident().plan().toString();
    assertTrue(plan.contains("3 active runs, 3 attempts under way"), plan);
  }
}
