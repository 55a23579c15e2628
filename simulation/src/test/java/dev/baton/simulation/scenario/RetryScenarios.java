package dev.baton.simulation.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.incident.IncidentCause;
import dev.baton.common.incident.IncidentKind;
import dev.baton.common.incident.IncidentStep;
import dev.baton.common.job.RetryPolicy.OverBudget;
import dev.baton.common.run.RunStatus;
import dev.baton.common.run.TaskStatus;
import dev.baton.coordinator.core.RetryLimits;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.core.state.Incident;
import dev.baton.coordinator.core.state.TaskRun;
import dev.baton.simulation.node.SimCoordinator;
import dev.baton.simulation.plant.PlantedBug;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Tasks that fail, and where and how often they are tried again. */
class RetryScenarios extends Stage {
  private static final RetryLimits LIMITS = RetryLimits.DEFAULT;

  private static TaskRun task(Scene s) {
    return s.rows().taskRuns(s.run().id()).iterator().next();
  }

  private static Incident incident(Scene s) {
    return s.rows().incidents().open().stream()
        .filter(row -> row.kind() == IncidentKind.QUEUE_GROWING)
        .findFirst()
        .orElse(null);
  }

  private static boolean waitsForBudget(Scene s) {
    return s.run() != null
        && task(s).status() == TaskStatus.RETRY_WAIT
        && task(s).cause().startsWith("waits for the retry budget");
  }

  @Test
  @Proves(PlantedBug.RETRIES_WITHOUT_BUDGET)
  void brokenDependencyGetsNoRetryStorm(TestInfo test) {
    play(
        test,
        s -> {
          s.started();
          s.trigger(s.failsAndIsTriedAgainAtOnce(OverBudget.WAIT));
          s.until("the end of the budget", 60, () -> waitsForBudget(s));
          assertEquals(1 + LIMITS.minimumPerJob(), task(s).lastAttempt());
          s.until("an incident", 5, () -> incident(s) != null);
          assertEquals(IncidentCause.RETRY_BUDGET_SPENT, incident(s).cause());
          assertEquals("retry-budget", s.gate().gate());
          s.pass(Duration.ofSeconds(5));
          assertEquals(1 + LIMITS.minimumPerJob(), task(s).lastAttempt());
          s.until("its end, when the window has moved on", 120, () -> s.run().status().isEnd());
          assertEquals(RunStatus.FAILED, s.run().status());
          s.until("the incident's end", 120, () -> incident(s) == null);
        });
  }

  @Test
  void newLeaderKnowsWhatWaitsForTheBudgetAndAnOperatorLetsItGo(TestInfo test) {
    play(
        test,
        s -> {
          s.started();
          s.trigger(s.failsAndIsTriedAgainAtOnce(OverBudget.WAIT));
          s.until("the end of the budget", 60, () -> waitsForBudget(s));
          s.until("an incident", 5, () -> incident(s) != null);
          long id = incident(s).id();
          SimCoordinator before = s.leader();
          s.killAndRemoveNode(before);
          s.untilAnotherLeads(before);
          s.pass(Duration.ofSeconds(8));
          assertTrue(waitsForBudget(s));
          int tried = task(s).lastAttempt();
          s.approve(id, "go-on");
          s.until("a further try", 10, () -> task(s).lastAttempt() > tried);
          s.until("the run's end", 200, () -> s.run().status().isEnd());
          s.until("the incident's end", 200, () -> incident(s) == null);
          assertEquals(IncidentStep.RESOLVED, s.rows().incidents().row(id).step());
        });
  }

  @Test
  void taskThatWouldRatherFailThanWaitForTheBudgetFailsWithTheReason(TestInfo test) {
    play(
        test,
        s -> {
          s.started();
          s.trigger(s.failsAndIsTriedAgainAtOnce(OverBudget.FAIL));
          s.until("the run's end", 60, () -> s.run() != null && s.run().status().isEnd());
          assertEquals(TaskStatus.FAILED, task(s).status());
          assertEquals(1 + LIMITS.minimumPerJob(), task(s).lastAttempt());
          assertTrue(task(s).cause().startsWith("the retry budget of job"), task(s).cause());
          s.until("an incident", 5, () -> incident(s) != null);
        });
  }

  @Test
  void newLeaderTriesAFailedTaskOnAnotherExecutorToo(TestInfo test) {
    play(
        test,
        s -> {
          s.started();
          s.trigger(s.failsAndIsTriedAgainLater());
          s.until("a failure", 10, () -> s.run() != null && task(s).failures() == 1);
          Attempt first = s.newest("a");
          SimCoordinator before = s.leader();
          s.killAndRemoveNode(before);
          s.untilAnotherLeads(before);
          s.until("the next try", 30, () -> task(s).lastAttempt() == 2);
          assertNotEquals(first.executor(), s.newest("a").executor());
        });
  }
}
