package dev.baton.coordinator.core;

import static dev.baton.coordinator.core.CoreDriver.job;
import static dev.baton.coordinator.core.CoreDriver.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.RunId;
import dev.baton.common.job.OnExecutorLoss;
import dev.baton.common.job.OverlapPolicy;
import dev.baton.common.run.Outcome;
import dev.baton.common.run.RunStatus;
import dev.baton.common.run.TaskDecision;
import dev.baton.common.run.TaskStatus;
import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.coordinator.core.command.Command;
import dev.baton.coordinator.core.command.Command.Actor;
import dev.baton.coordinator.core.command.CommandResult;
import dev.baton.coordinator.core.command.CommandResult.Code;
import dev.baton.coordinator.core.command.CommandResult.Done;
import dev.baton.coordinator.core.command.CommandResult.Planned;
import dev.baton.coordinator.core.command.CommandResult.Planned.Step;
import dev.baton.coordinator.core.command.CommandResult.Rejected;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.TaskRun;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A run of a, then b and c after it, then d after both; a is the first attempt on e1. */
class TaskDecisionsTest {
  private static final Actor ANN = new Actor("ann", "test", "a reason");
  private static final RunId RUN = new RunId(1);
  private static final AttemptId FIRST = new AttemptId(RUN, "a", 1);
  private static final AttemptId SECOND = new AttemptId(RUN, "a", 2);

  private final CoreDriver driver = new CoreDriver();

  @BeforeEach
  void lead() {
    driver.lead();
    driver.put(
        job(
            "j",
            OverlapPolicy.ALLOW,
            List.of(),
            task("a", OnExecutorLoss.HOLD),
            task("b", OnExecutorLoss.HOLD, "a"),
            task("c", OnExecutorLoss.HOLD, "a"),
            task("d", OnExecutorLoss.HOLD, "b", "c")));
  }

  private void begin() {
    driver.join(7, "e1", "i1");
    driver.trigger("j", null);
  }

  private CommandResult decide(String task, TaskDecision decision) {
    return driver.command(new Command.DecideTask(ANN, RUN, task, decision, false));
  }

  private Planned plan(String task, TaskDecision decision) {
    return assertInstanceOf(
        Planned.class,
        driver.command(new Command.DecideTask(CoreDriver.ACTOR, RUN, task, decision, true)));
  }

  private void refused(Code code, CommandResult result) {
    assertEquals(code, assertInstanceOf(Rejected.class, result).code());
  }

  private TaskRun row(String name) {
    return driver.facts(Fact.TaskRunChanged.class).stream()
        .map(Fact.TaskRunChanged::taskRun)
        .filter(run -> run.id().task().equals(name))
        .toList()
        .getLast();
  }

  private List<AttemptId> started() {
    return driver.sent(7, CoordinatorMessage.Start.class).stream()
        .map(start -> start.order().attempt())
        .toList();
  }

  @Test
  void runningTaskIsEndedAndRunsAgainWhateverItsPolicySays() {
    begin();
    Planned plan = plan("a", TaskDecision.END_AND_RERUN);
    assertTrue(plan.steps().getFirst().what().contains("attempt 1 on e1 is ended"));
    assertTrue(plan.risk().contains("done again"));
    assertEquals(List.of(), driver.sent(7, CoordinatorMessage.Cancel.class));
    assertInstanceOf(Done.class, decide("a", TaskDecision.END_AND_RERUN));
    assertEquals(FIRST, driver.sent(7, CoordinatorMessage.Cancel.class).getLast().attempt());
    assertEquals(List.of(FIRST), started());
    driver.ended(7, FIRST, "i1", Outcome.CANCELED);
    assertEquals(List.of(FIRST, SECOND), started());
    assertEquals(0, row("a").losses());
  }

  @Test
  void attemptThatEndsByItselfBeforeItIsEndedCountsAsItEnded() {
    begin();
    decide("a", TaskDecision.END_AND_RERUN);
    driver.ended(7, FIRST, "i1", Outcome.SUCCEEDED);
    assertEquals(TaskStatus.SUCCEEDED, row("a").status());
    assertEquals(
        2,
        driver.sent(7, CoordinatorMessage.Start.class).stream()
            .filter(start -> !start.order().attempt().task().equals("a"))
            .count());
  }

  @Test
  void attemptThatIsLostBeforeItIsEndedIsForItsPolicy() {
    begin();
    decide("a", TaskDecision.END_AND_RERUN);
    driver.ended(7, FIRST, "i1", Outcome.LOST);
    assertEquals(TaskStatus.HELD, row("a").status());
  }

  @Test
  void taskOnAnExecutorThatCannotBeAskedIsLeftToItsPolicy() {
    begin();
    driver.give(new Input.LinkClosed(7, "Connection reset"));
    refused(Code.CONFLICT, decide("a", TaskDecision.END_AND_RERUN));
  }

  @Test
  void heldTaskMarkedAsSucceededLetsGoWhatComesAfterIt() {
    begin();
    driver.ended(7, FIRST, "i1", Outcome.LOST);
    assertEquals(
        List.of(
            new Step("a", "counts as SUCCEEDED without running; it has no outputs"),
            new Step("b", "runs next"),
            new Step("c", "runs next"),
            new Step("d", "waits for b, c")),
        plan("a", TaskDecision.SUCCEED).steps());
    assertEquals(TaskStatus.HELD, row("a").status());
    assertInstanceOf(Done.class, decide("a", TaskDecision.SUCCEED));
    assertEquals(TaskStatus.SUCCEEDED, row("a").status());
    assertEquals("marked as SUCCEEDED by ann: a reason", row("a").cause());
    assertEquals(TaskStatus.RUNNING, row("b").status());
    assertEquals(TaskStatus.RUNNING, row("c").status());
    assertEquals(TaskStatus.WAITING, row("d").status());
  }

  @Test
  void waitingTaskMarkedAsFailedSkipsWhatComesAfterItAndTheRunEnds() {
    begin();
    assertEquals(
        List.of(new Step("b", "has FAILED without running"), new Step("d", "is skipped")),
        plan("b", TaskDecision.FAIL).steps());
    assertInstanceOf(Done.class, decide("b", TaskDecision.FAIL));
    assertEquals(TaskStatus.SKIPPED, row("d").status());
    driver.ended(7, FIRST, "i1", Outcome.SUCCEEDED);
    driver.ended(7, new AttemptId(RUN, "c", 1), "i1", Outcome.SUCCEEDED);
    assertEquals(RunStatus.FAILED, driver.lastFact(Fact.RunChanged.class).run().status());
  }

  @Test
  void markedTaskThatStoodInLineIsNotPlacedLater() {
    driver.trigger("j", null);
    assertInstanceOf(Done.class, decide("a", TaskDecision.SUCCEED));
    driver.join(7, "e1", "i1");
    assertEquals(List.of("b", "c"), started().stream().map(AttemptId::task).toList());
  }

  @Test
  void whatRunsOrHasEndedIsNotMarked() {
    begin();
    refused(Code.CONFLICT, decide("a", TaskDecision.SUCCEED));
    refused(Code.CONFLICT, decide("a", TaskDecision.FAIL));
    refused(Code.CONFLICT, decide("a", TaskDecision.RERUN));
    driver.ended(7, FIRST, "i1", Outcome.SUCCEEDED);
    refused(Code.CONFLICT, decide("a", TaskDecision.FAIL));
    refused(Code.CONFLICT, decide("a", TaskDecision.END_AND_RERUN));
    refused(Code.CONFLICT, decide("d", TaskDecision.RERUN));
    refused(Code.NOT_FOUND, decide("none", TaskDecision.FAIL));
  }

  @Test
  void markWithoutAReasonIsRefused() {
    begin();
    refused(
        Code.INVALID,
        driver.command(
            new Command.DecideTask(CoreDriver.ACTOR, RUN, "b", TaskDecision.SUCCEED, false)));
    assertEquals(TaskStatus.WAITING, row("b").status());
  }
}
