package dev.baton.coordinator.core;

import static dev.baton.coordinator.core.CoreDriver.job;
import static dev.baton.coordinator.core.CoreDriver.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.RunId;
import dev.baton.common.job.ExecutorSelector;
import dev.baton.common.job.OnExecutorLoss;
import dev.baton.common.job.OverlapPolicy;
import dev.baton.common.job.RetryPolicy;
import dev.baton.common.job.SortedMaps;
import dev.baton.common.job.TaskAction;
import dev.baton.common.job.TaskSpec;
import dev.baton.common.run.Outcome;
import dev.baton.common.run.RunStatus;
import dev.baton.common.run.TaskStatus;
import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.coordinator.core.command.Command;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.Run;
import dev.baton.coordinator.core.state.TaskRun;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs on their way through their graph. */
class RunsTest {
  private static final long LINK = 7;

  private final CoreDriver driver = new CoreDriver();

  @BeforeEach
  void lead() {
    driver.lead();
    driver.join(LINK, "e1", "i1");
  }

  private static AttemptId attempt(long run, String task, int number) {
    return new AttemptId(new RunId(run), task, number);
  }

  private static TaskSpec retried(int attempts, long delayMs) {
    return new TaskSpec(
        "a",
        List.of(),
        new TaskAction.Shell("true"),
        ExecutorSelector.ANY_OF_DEFAULT_GROUP,
        null,
        TaskSpec.DEFAULT_KILL_GRACE,
        new RetryPolicy(attempts, Duration.ofMillis(delayMs), 2.0, Duration.ofMinutes(1)),
        OnExecutorLoss.RERUN,
        SortedMaps.empty());
  }

  private void triggered(OverlapPolicy overlap, TaskSpec... tasks) {
    driver.put(job("j", overlap, List.of(), tasks));
    driver.trigger("j", null);
  }

  private void ends(String task, int number, Outcome outcome) {
    driver.ended(LINK, attempt(1, task, number), "i1", outcome);
  }

  private List<AttemptId> started() {
    return driver.sent(LINK, CoordinatorMessage.Start.class).stream()
        .map(start -> start.order().attempt())
        .toList();
  }

  private TaskRun newest(String task) {
    TaskRun found = null;
    for (Fact.TaskRunChanged fact : driver.facts(Fact.TaskRunChanged.class)) {
      if (fact.taskRun().id().task().equals(task)) {
        found = fact.taskRun();
      }
    }
    return found;
  }

  private Run run() {
    return driver.lastFact(Fact.RunChanged.class).run();
  }

  @Test
  void failedTaskIsTriedAgainAfterAGrowingDelayUntilItsTriesAreUsedUp() {
    triggered(OverlapPolicy.ALLOW, retried(3, 1_000));
    ends("a", 1, Outcome.FAILED);
    assertEquals(TaskStatus.RETRY_WAIT, newest("a").status());
    assertEquals(driver.now().wall().plusMillis(1_000), newest("a").notBefore());
    assertEquals(1, newest("a").failures());
    driver.pass(Duration.ofMillis(900));
    assertEquals(1, started().size());
    driver.pass(Duration.ofMillis(100));
    assertEquals(attempt(1, "a", 2), started().getLast());
    beats(500);
    ends("a", 2, Outcome.TIMED_OUT);
    assertEquals(driver.now().wall().plusMillis(2_000), newest("a").notBefore());
    beats(2_000);
    assertEquals(attempt(1, "a", 3), started().getLast());
    ends("a", 3, Outcome.FAILED);
    assertEquals(TaskStatus.FAILED, newest("a").status());
    assertEquals(3, newest("a").failures());
    assertEquals(attempt(1, "a", 3), newest("a").accepted());
    assertEquals(driver.now().wall(), newest("a").endedAt());
    assertEquals(RunStatus.FAILED, run().status());
    assertTrue(run().cause().startsWith("task a failed: attempt 3 FAILED"), run().cause());
  }

  private void beats(long ms) {
    for (long left = ms; left > 0; left -= 500) {
      driver.pass(Duration.ofMillis(500));
      driver.beat(LINK, 1);
    }
  }

  @Test
  void canceledTaskIsNotTriedAgain() {
    triggered(OverlapPolicy.ALLOW, retried(3, 1_000));
    driver.command(new Command.CancelRun(CoreDriver.ACTOR, new RunId(1)));
    ends("a", 1, Outcome.FAILED);
    assertEquals(TaskStatus.CANCELED, newest("a").status());
    assertEquals(RunStatus.CANCELED, run().status());
  }

  @Test
  void taskThatWaitsForItsNextTryIsCanceledWithItsRun() {
    triggered(OverlapPolicy.ALLOW, retried(3, 1_000));
    ends("a", 1, Outcome.FAILED);
    driver.command(new Command.CancelRun(CoreDriver.ACTOR, new RunId(1)));
    assertEquals(TaskStatus.CANCELED, newest("a").status());
    beats(2_000);
    assertEquals(1, started().size());
  }

  @Test
  void canceledAttemptThatIsLostIsCanceled() {
    triggered(OverlapPolicy.ALLOW, task("a", OnExecutorLoss.RERUN_AFTER_LEASE));
    driver.command(new Command.CancelRun(CoreDriver.ACTOR, new RunId(1)));
    ends("a", 1, Outcome.LOST);
    assertEquals(TaskStatus.CANCELED, newest("a").status());
  }

  @Test
  void outputsOfATaskAreInputsOfTheNextAndParametersAreMerged() {
    triggered(
        OverlapPolicy.ALLOW,
        task("a", OnExecutorLoss.RERUN),
        task("b", OnExecutorLoss.RERUN_AFTER_LEASE, "a"));
    ends("a", 1, Outcome.SUCCEEDED);
    var order = driver.sent(LINK, CoordinatorMessage.Start.class).getLast().order();
    assertEquals(attempt(1, "b", 1), order.attempt());
    assertEquals("test/j/1/b", order.idempotencyKey());
    assertTrue(order.leased());
    assertEquals(TaskSpec.DEFAULT_KILL_GRACE, order.killGrace());
    assertEquals(attempt(1, "a", 1), newest("a").accepted());
  }

  @Test
  void lossGoesByThePolicy() {
    triggered(OverlapPolicy.ALLOW, task("a", OnExecutorLoss.RERUN_AFTER_LEASE));
    ends("a", 1, Outcome.LOST);
    assertEquals(attempt(1, "a", 2), started().getLast());
    assertEquals(1, newest("a").losses());
    assertEquals(0, newest("a").failures());
  }

  @Test
  void lossOfATaskThatMayNotRunAgainFailsItAndSkipsWhatComesAfter() {
    triggered(
        OverlapPolicy.ALLOW,
        task("a", OnExecutorLoss.FAIL),
        task("b", OnExecutorLoss.RERUN, "a"),
        task("c", OnExecutorLoss.RERUN, "b"));
    ends("a", 1, Outcome.LOST);
    assertEquals(TaskStatus.FAILED, newest("a").status());
    assertEquals(TaskStatus.SKIPPED, newest("b").status());
    assertEquals("a ended FAILED", newest("b").cause());
    assertEquals(TaskStatus.SKIPPED, newest("c").status());
    assertEquals("a task before it did not succeed: a ended FAILED", newest("c").cause());
    assertEquals(RunStatus.FAILED, run().status());
    assertEquals(driver.now().wall(), newest("c").endedAt());
  }

  @Test
  void taskThatIsLostTooOftenIsHeld() {
    triggered(OverlapPolicy.ALLOW, task("a", OnExecutorLoss.RERUN));
    int most = CoreSettings.DEFAULT.maxLosses();
    for (int i = 1; i < most; i++) {
      ends("a", i, Outcome.LOST);
      assertEquals(TaskStatus.RUNNING, newest("a").status());
    }
    ends("a", most, Outcome.LOST);
    assertEquals(TaskStatus.HELD, newest("a").status());
    assertTrue(newest("a").cause().startsWith("lost " + most + " times; last attempt"));
  }

  @Test
  void taskWaitsForAllThatComeBeforeIt() {
    triggered(
        OverlapPolicy.ALLOW,
        task("a", OnExecutorLoss.RERUN),
        task("b", OnExecutorLoss.RERUN),
        task("c", OnExecutorLoss.RERUN, "a", "b"));
    ends("b", 1, Outcome.SUCCEEDED);
    assertEquals(TaskStatus.WAITING, newest("c").status());
    ends("a", 1, Outcome.SUCCEEDED);
    assertEquals(attempt(1, "c", 1), started().getLast());
    ends("c", 1, Outcome.SUCCEEDED);
    assertEquals(RunStatus.SUCCEEDED, run().status());
    assertEquals("all tasks have ended well", run().cause());
    assertEquals(driver.now().wall(), run().endedAt());
  }

  @Test
  void queuedRunStartsWhenTheOneBeforeItHasEnded() {
    triggered(OverlapPolicy.QUEUE_ALL, task("a", OnExecutorLoss.RERUN));
    driver.trigger("j", null);
    driver.trigger("j", null);
    Run second = driver.facts(Fact.RunCreated.class).get(1).run();
    assertEquals(RunStatus.QUEUED, second.status());
    assertEquals("waits for run 1 of the same job to end", second.cause());
    assertNull(second.startedAt());
    assertEquals(1, started().size());
    ends("a", 1, Outcome.FAILED);
    assertEquals(attempt(2, "a", 1), started().getLast());
    assertEquals(RunStatus.RUNNING, run().status());
    assertEquals(new RunId(2), run().id());
    driver.ended(LINK, attempt(2, "a", 1), "i1", Outcome.SUCCEEDED);
    assertEquals(attempt(3, "a", 1), started().getLast());
  }

  @Test
  void queuedRunThatIsCanceledLetsTheOneBehindItMoveUp() {
    triggered(OverlapPolicy.QUEUE_ALL, task("a", OnExecutorLoss.RERUN));
    driver.trigger("j", null);
    driver.trigger("j", null);
    driver.command(new Command.CancelRun(CoreDriver.ACTOR, new RunId(2)));
    assertEquals(RunStatus.CANCELED, run().status());
    ends("a", 1, Outcome.SUCCEEDED);
    assertEquals(attempt(3, "a", 1), started().getLast());
  }

  @Test
  void newRunTakesThePlaceOfTheRunningOne() {
    triggered(OverlapPolicy.CANCEL_RUNNING, task("a", OnExecutorLoss.RERUN));
    driver.trigger("j", null);
    var cancel = driver.sent(LINK, CoordinatorMessage.Cancel.class).getLast();
    assertEquals(attempt(1, "a", 1), cancel.attempt());
    driver.trigger("j", null);
    assertEquals(new RunId(2), run().id());
    assertEquals(RunStatus.CANCELED, run().status());
    ends("a", 1, Outcome.CANCELED);
    assertEquals(attempt(3, "a", 1), started().getLast());
  }

  @Test
  void loadedRunGoesOnWhereItWas() {
    triggered(
        OverlapPolicy.ALLOW,
        task("a", OnExecutorLoss.RERUN_AFTER_LEASE),
        task("b", OnExecutorLoss.RERUN, "a"));
    ends("a", 1, Outcome.SUCCEEDED);
    // A new leader, which has nothing but the rows.
    CoreDriver next = new CoreDriver().lead(Rows.of(driver.committed), 1);
    next.give(new Input.LinkOpened(9, "127.0.0.1:9"));
    next.hello(9, "e1", "i1", "home-e1", List.of(), 1, List.of(attempt(1, "b", 1)), List.of());
    next.beat(9, 2, attempt(1, "b", 1));
    next.ended(9, attempt(1, "b", 1), "i1", Outcome.SUCCEEDED);
    assertEquals(RunStatus.SUCCEEDED, next.lastFact(Fact.RunChanged.class).run().status());
  }

  @Test
  void loadedRunThatWaitsForAPlaceIsPlaced() {
    CoreDriver lonely = new CoreDriver().lead();
    lonely.put(job("j", OverlapPolicy.QUEUE_ALL, List.of(), task("a", OnExecutorLoss.RERUN)));
    lonely.trigger("j", null);
    lonely.trigger("j", null);
    CoreDriver next = new CoreDriver().lead(Rows.of(lonely.committed), 1);
    next.give(new Input.LinkOpened(9, "127.0.0.1:9"));
    next.hello(9, "e1", "i1", "home-e1", List.of(), 1, List.of(), List.of());
    next.beat(9, 2);
    assertEquals(
        List.of(attempt(1, "a", 1)),
        next.sent(9, CoordinatorMessage.Start.class).stream()
            .map(start -> start.order().attempt())
            .toList());
  }
}
