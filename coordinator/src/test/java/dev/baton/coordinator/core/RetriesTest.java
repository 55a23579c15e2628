package dev.baton.coordinator.core;

import static dev.baton.coordinator.core.CoreDriver.job;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.RunId;
import dev.baton.common.incident.ActionState;
import dev.baton.common.incident.IncidentCause;
import dev.baton.common.incident.IncidentKind;
import dev.baton.common.incident.IncidentStep;
import dev.baton.common.job.ExecutorSelector;
import dev.baton.common.job.OnExecutorLoss;
import dev.baton.common.job.OverlapPolicy;
import dev.baton.common.job.RetryPolicy;
import dev.baton.common.job.RetryPolicy.OverBudget;
import dev.baton.common.job.SortedMaps;
import dev.baton.common.job.TaskAction;
import dev.baton.common.job.TaskSpec;
import dev.baton.common.run.Outcome;
import dev.baton.common.run.TaskStatus;
import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.coordinator.core.command.Command;
import dev.baton.coordinator.core.command.CommandResult;
import dev.baton.coordinator.core.command.CommandResult.Gate;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.Incident;
import dev.baton.coordinator.core.state.TaskRun;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Further tries while the retry budget has room, and while it has none. */
class RetriesTest {
  private static final long LINK = 7;

  private final CoreDriver driver =
      new CoreDriver(new SafetyRules(), with(new RetryLimits(12_000, 0, 2, 3)));

  private static CoreSettings with(RetryLimits retries) {
    CoreSettings usual = CoreSettings.DEFAULT;
    return new CoreSettings(
        usual.leaseMs(),
        usual.driftMarginMs(),
        usual.heartbeatMs(),
        usual.suspectAfterBeats(),
        usual.resetGraceMs(),
        usual.reconnectGraceMs(),
        usual.requestTimeoutMs(),
        usual.raiseRetryMs(),
        usual.clockStepMs(),
        usual.maxBatchFacts(),
        usual.maxFiresPerStep(),
        usual.maxLosses(),
        usual.maxQueuedRuns(),
        usual.maxActiveRuns(),
        usual.maxRunsPerJob(),
        retries);
  }

  @BeforeEach
  void lead() {
    driver.lead();
    driver.join(LINK, "e1", "i1");
  }

  private void triggered(String name, OverBudget overBudget) {
    TaskSpec task =
        new TaskSpec(
            "a",
            List.of(),
            new TaskAction.Shell("true"),
            ExecutorSelector.ANY_OF_DEFAULT_GROUP,
            null,
            TaskSpec.DEFAULT_KILL_GRACE,
            new RetryPolicy(9, Duration.ZERO, 1.0, Duration.ZERO, overBudget),
            OnExecutorLoss.RERUN,
            SortedMaps.empty());
    driver.put(job(name, OverlapPolicy.ALLOW, List.of(), task));
    driver.trigger(name, null);
  }

  private void fails(long run) {
    TaskRun task = task(run);
    assertEquals(TaskStatus.RUNNING, task.status());
    AttemptId attempt = new AttemptId(new RunId(run), "a", task.lastAttempt());
    driver.ended(LINK, attempt, "i1", Outcome.FAILED);
    driver.pass(Duration.ofMillis(10));
  }

  private TaskRun task(long run) {
    return driver.facts(Fact.TaskRunChanged.class).stream()
        .map(Fact.TaskRunChanged::taskRun)
        .filter(task -> task.id().run().value() == run)
        .toList()
        .getLast();
  }

  private List<Incident> incidents() {
    return driver.facts(Fact.IncidentChanged.class).stream()
        .map(Fact.IncidentChanged::incident)
        .filter(row -> row.kind() == IncidentKind.QUEUE_GROWING)
        .toList();
  }

  private Gate gate(long run) {
    var result = driver.command(new Command.ExplainRun(CoreDriver.ACTOR, new RunId(run)));
    return assertInstanceOf(CommandResult.Explained.class, result).gates().getFirst();
  }

  private void beats(Duration time) {
    for (long ms = time.toMillis(); ms > 0; ms -= 500) {
      driver.pass(Duration.ofMillis(Math.min(ms, 500)));
      driver.beat(LINK, 1);
    }
  }

  @Test
  void taskWaitsWhileTheBudgetOfItsJobIsSpentAndGoesOnWhenItHasRoom() {
    triggered("j", OverBudget.WAIT);
    fails(1);
    fails(1);
    assertEquals(3, task(1).lastAttempt());
    assertEquals(List.of(), incidents());
    fails(1);
    assertEquals(TaskStatus.RETRY_WAIT, task(1).status());
    assertEquals(
        "waits for the retry budget: the retry budget of job test/j is spent: 2 further tries"
            + " within 12 s, allowed are 2; before: attempt 3 FAILED: FAILED",
        task(1).cause());
    assertEquals("retry-budget", gate(1).gate());
    assertEquals(task(1).cause(), gate(1).value());
    Incident incident = incidents().getLast();
    assertEquals("retries of test/j", incident.subject());
    assertEquals(IncidentCause.RETRY_BUDGET_SPENT, incident.cause());
    assertEquals(IncidentStep.RECOVERING, incident.step());
    assertEquals(1, incident.attempts());
    beats(Duration.ofSeconds(14));
    assertEquals(4, task(1).lastAttempt());
    assertEquals(IncidentStep.RESOLVED, incidents().getLast().step());
  }

  @Test
  void jobsTakeTurnsWhereTheBudgetOfAllIsSpent() {
    triggered("j", OverBudget.WAIT);
    triggered("k", OverBudget.WAIT);
    fails(1);
    fails(1);
    fails(2);
    fails(1);
    fails(2);
    assertEquals("retries", incidents().getFirst().subject());
    assertEquals(TaskStatus.RETRY_WAIT, task(1).status());
    assertEquals(TaskStatus.RETRY_WAIT, task(2).status());
    beats(Duration.ofSeconds(14));
    assertEquals(TaskStatus.RUNNING, task(1).status());
    assertEquals(TaskStatus.RUNNING, task(2).status());
  }

  @Test
  void taskFailsWhereTheJobFileSaysSo() {
    triggered("j", OverBudget.FAIL);
    fails(1);
    fails(1);
    fails(1);
    assertEquals(TaskStatus.FAILED, task(1).status());
    assertEquals(
        "the retry budget of job test/j is spent: 2 further tries within 12 s, allowed are 2, and"
            + " the job says FAIL then; before: attempt 3 FAILED: FAILED",
        task(1).cause());
    assertEquals(IncidentCause.RETRY_BUDGET_SPENT, incidents().getLast().cause());
  }

  @Test
  void operatorLetsWhatWaitsGoBeyondTheBudget() {
    triggered("j", OverBudget.WAIT);
    fails(1);
    fails(1);
    fails(1);
    long id = incidents().getLast().id();
    var done = driver.command(new Command.ApproveIncident(CoreDriver.ACTOR, id, "go-on"));
    assertInstanceOf(CommandResult.Done.class, done);
    assertEquals(4, task(1).lastAttempt());
    assertEquals(
        ActionState.DONE,
        incidents().getLast().plan().stream()
            .filter(action -> action.name().equals("go-on"))
            .findFirst()
            .orElseThrow()
            .state());
    fails(1);
    assertEquals(TaskStatus.RETRY_WAIT, task(1).status());
  }

  @Test
  void canceledRunDoesNotWaitForTheBudgetAnyMore() {
    triggered("j", OverBudget.WAIT);
    fails(1);
    fails(1);
    fails(1);
    driver.command(new Command.CancelRun(CoreDriver.ACTOR, new RunId(1)));
    assertEquals(TaskStatus.CANCELED, task(1).status());
    beats(Duration.ofSeconds(14));
    assertEquals(3, driver.sent(LINK, CoordinatorMessage.Start.class).size());
    assertEquals(IncidentStep.RESOLVED, incidents().getLast().step());
  }

  @Test
  void firstLossIsFreeAndFurtherOnesDrawOnTheBudget() {
    triggered("j", OverBudget.WAIT);
    for (int process = 1; process <= 4; process++) {
      assertEquals(process, task(1).lastAttempt());
      AttemptId attempt = new AttemptId(new RunId(1), "a", process);
      driver.give(new Input.LinkClosed(LINK + process - 1, "reset"));
      driver.give(new Input.LinkOpened(LINK + process, "127.0.0.1:1"));
      driver.hello(
          LINK + process,
          "e1",
          "i" + (process + 1),
          "home-e1",
          List.of("i" + process),
          List.of(),
          List.of());
      driver.beat(LINK + process, 1);
      assertTrue(task(1).losses() == process, attempt::toString);
    }
    assertEquals(TaskStatus.RETRY_WAIT, task(1).status());
    assertTrue(task(1).cause().startsWith("waits for the retry budget"), task(1).cause());
  }
}
