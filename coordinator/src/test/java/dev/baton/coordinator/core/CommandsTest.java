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
import dev.baton.common.id.JobKey;
import dev.baton.common.id.RunId;
import dev.baton.common.incident.IncidentCause;
import dev.baton.common.job.OnExecutorLoss;
import dev.baton.common.job.OverlapPolicy;
import dev.baton.common.run.Outcome;
import dev.baton.common.run.RunStatus;
import dev.baton.common.run.TaskDecision;
import dev.baton.common.run.TaskStatus;
import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.coordinator.core.Effect.Role;
import dev.baton.coordinator.core.audit.AuditReport;
import dev.baton.coordinator.core.command.Command;
import dev.baton.coordinator.core.command.Command.Actor;
import dev.baton.coordinator.core.command.CommandResult;
import dev.baton.coordinator.core.command.CommandResult.Checked;
import dev.baton.coordinator.core.command.CommandResult.Code;
import dev.baton.coordinator.core.command.CommandResult.Done;
import dev.baton.coordinator.core.command.CommandResult.ExecutorStatus;
import dev.baton.coordinator.core.command.CommandResult.JobStored;
import dev.baton.coordinator.core.command.CommandResult.Rejected;
import dev.baton.coordinator.core.command.CommandResult.RunAccepted;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.AuditEntry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommandsTest {
  private static final JobKey JOB = new JobKey("test", "j");
  private static final JobKey NONE = new JobKey("test", "none");
  private static final Actor ANN = new Actor("ann", "test", "a reason");
  private static final ExecutorId E1 = new ExecutorId("e1");
  private static final ExecutorId NOBODY = new ExecutorId("nobody");

  private final CoreDriver driver = new CoreDriver();

  @BeforeEach
  void lead() {
    driver.lead();
  }

  private void putJob(OverlapPolicy overlap) {
    driver.put(job("j", overlap, List.of(), task("a", OnExecutorLoss.HOLD)));
  }

  private void refusedWith(Code code, Command command) {
    assertEquals(code, assertInstanceOf(Rejected.class, driver.command(command)).code());
  }

  private void done(Command command) {
    assertInstanceOf(Done.class, driver.command(command));
  }

  private List<String> audited() {
    return driver.facts(Fact.AuditRecorded.class).stream()
        .map(Fact.AuditRecorded::entry)
        .map(AuditEntry::action)
        .toList();
  }

  private static Command decide(RunId run, String task, TaskDecision decision) {
    return new Command.DecideTask(ANN, run, task, decision, false);
  }

  @Test
  void jobGetsAVersionForEachSourceAndNoneForTheSame() {
    var first = job("j", OverlapPolicy.ALLOW, List.of(), task("a", OnExecutorLoss.RERUN));
    var other = job("j", OverlapPolicy.SKIP, List.of(), task("a", OnExecutorLoss.RERUN));
    assertEquals(
        new JobStored(JOB, 1, true), driver.command(new Command.PutJob(ANN, first, "first")));
    assertEquals(
        new JobStored(JOB, 1, false), driver.command(new Command.PutJob(ANN, first, "first")));
    assertEquals(
        new JobStored(JOB, 2, true), driver.command(new Command.PutJob(ANN, other, "other")));
    assertEquals("ann", driver.lastFact(Fact.JobChanged.class).job().changedBy());
    assertEquals(List.of("create job", "change job"), audited());
  }

  @Test
  void pausedJobStaysPausedWhenItIsChanged() {
    putJob(OverlapPolicy.ALLOW);
    done(new Command.PauseJob(ANN, JOB));
    assertEquals("a reason", driver.lastFact(Fact.JobChanged.class).job().pausedReason());
    done(new Command.PauseJob(CoreDriver.ACTOR, JOB));
    putJob(OverlapPolicy.SKIP);
    assertTrue(driver.lastFact(Fact.JobChanged.class).job().isPaused());
    done(new Command.ResumeJob(ANN, JOB));
    assertFalse(driver.lastFact(Fact.JobChanged.class).job().isPaused());
    done(new Command.ResumeJob(ANN, JOB));
    assertEquals(List.of("create job", "pause job", "change job", "resume job"), audited());
  }

  @Test
  void pauseWithoutAReasonNamesWhoAskedForIt() {
    putJob(OverlapPolicy.ALLOW);
    done(new Command.PauseJob(CoreDriver.ACTOR, JOB));
    assertEquals("by tester", driver.lastFact(Fact.JobChanged.class).job().pausedReason());
  }

  @Test
  void whatIsNotThereIsRefused() {
    refusedWith(Code.NOT_FOUND, new Command.PauseJob(ANN, NONE));
    refusedWith(Code.NOT_FOUND, new Command.ResumeJob(ANN, NONE));
    refusedWith(Code.NOT_FOUND, new Command.DeleteJob(ANN, NONE));
    refusedWith(Code.NOT_FOUND, new Command.CancelRun(ANN, new RunId(9)));
    refusedWith(Code.NOT_FOUND, decide(new RunId(9), "a", TaskDecision.RERUN));
    refusedWith(Code.NOT_FOUND, new Command.ExplainRun(ANN, new RunId(9)));
    refusedWith(Code.NOT_FOUND, new Command.CordonExecutor(ANN, NOBODY));
    refusedWith(Code.NOT_FOUND, new Command.UncordonExecutor(ANN, NOBODY));
    refusedWith(Code.NOT_FOUND, new Command.DrainExecutor(ANN, NOBODY, 0));
    assertEquals(
        Code.NOT_FOUND, assertInstanceOf(Rejected.class, driver.trigger("none", null)).code());
    assertEquals(List.of(), audited());
  }

  @Test
  void jobWithActiveRunsIsNotDeleted() {
    putJob(OverlapPolicy.QUEUE_ALL);
    driver.trigger("j", null);
    refusedWith(Code.CONFLICT, new Command.DeleteJob(ANN, JOB));
    done(new Command.CancelRun(ANN, new RunId(1)));
    done(new Command.DeleteJob(ANN, JOB));
    assertEquals(JOB, driver.lastFact(Fact.JobDeleted.class).job());
    assertEquals("ann", driver.lastFact(Fact.JobDeleted.class).by());
    assertEquals(List.of("create job", "cancel run", "delete job"), audited());
    refusedWith(Code.NOT_FOUND, new Command.PauseJob(ANN, JOB));
  }

  @Test
  void canceledRunEndsCanceledWithWhoAndWhy() {
    putJob(OverlapPolicy.ALLOW);
    driver.trigger("j", null);
    done(new Command.CancelRun(ANN, new RunId(1)));
    assertEquals(RunStatus.CANCELED, driver.lastFact(Fact.RunChanged.class).run().status());
    assertEquals(
        "canceled by ann: a reason", driver.lastFact(Fact.TaskRunChanged.class).taskRun().cause());
  }

  @Test
  void runningAttemptOfACanceledRunIsAskedToEndAndThenCanceled() {
    driver.join(7, "e1", "i1");
    putJob(OverlapPolicy.ALLOW);
    driver.trigger("j", null);
    done(new Command.CancelRun(ANN, new RunId(1)));
    var cancel = driver.sent(7, CoordinatorMessage.Cancel.class).getLast();
    AttemptId attempt = new AttemptId(new RunId(1), "a", 1);
    assertEquals(
        new CoordinatorMessage.Cancel(1, attempt, 10_000, "canceled by ann: a reason"), cancel);
    assertTrue(driver.lastFact(Fact.AttemptChanged.class).attempt().cancelRequested());
    driver.ended(7, attempt, "i1", Outcome.CANCELED);
    assertEquals(RunStatus.CANCELED, driver.lastFact(Fact.RunChanged.class).run().status());
  }

  @Test
  void runsWithoutAKeyAreAlwaysNewAndQueuedRunsHaveALimit() {
    CoreDriver small =
        new CoreDriver(new SafetyRules(), CoreDriver.limits(20_000, 2_000, 2, 4)).lead();
    small.put(job("j", OverlapPolicy.QUEUE_ALL, List.of(), task("a", OnExecutorLoss.RERUN)));
    for (int i = 1; i <= 3; i++) {
      assertEquals(new RunAccepted(new RunId(i), true), small.trigger("j", null));
    }
    assertEquals(Code.LIMIT, assertInstanceOf(Rejected.class, small.trigger("j", null)).code());
    small.put(job("k", OverlapPolicy.ALLOW, List.of(), task("a", OnExecutorLoss.RERUN)));
    assertInstanceOf(RunAccepted.class, small.trigger("k", null));
    Rejected refused = assertInstanceOf(Rejected.class, small.trigger("k", null));
    assertEquals(Code.LIMIT, refused.code());
    assertEquals(
        "A run of job test/k was not accepted: the limit of 4 active runs is reached. Those that"
            + " were accepted go on. Ask again when some have ended, or cancel some.",
        refused.message());
    assertEquals(
        List.of("runs of test/j", "runs"),
        small.facts(Fact.IncidentChanged.class).stream()
            .filter(fact -> fact.incident().cause() == IncidentCause.QUEUE_FULL)
            .map(fact -> fact.incident().subject())
            .distinct()
            .toList());
  }

  private AttemptId held() {
    driver.join(7, "e1", "i1");
    putJob(OverlapPolicy.ALLOW);
    driver.trigger("j", null);
    driver.ended(7, new AttemptId(new RunId(1), "a", 1), "i1", Outcome.LOST);
    assertEquals(TaskStatus.HELD, driver.lastFact(Fact.TaskRunChanged.class).taskRun().status());
    return new AttemptId(new RunId(1), "a", 2);
  }

  @Test
  void heldTaskRunsAgainWhenAnOperatorSaysSo() {
    AttemptId second = held();
    done(decide(new RunId(1), "a", TaskDecision.RERUN));
    assertEquals(
        second, driver.sent(7, CoordinatorMessage.Start.class).getLast().order().attempt());
    refusedWith(Code.CONFLICT, decide(new RunId(1), "a", TaskDecision.RERUN));
    refusedWith(Code.NOT_FOUND, decide(new RunId(1), "b", TaskDecision.RERUN));
    assertTrue(audited().contains("decide RERUN on task"));
  }

  @Test
  void heldTaskFailsWhenAnOperatorSaysSo() {
    held();
    done(decide(new RunId(1), "a", TaskDecision.FAIL));
    assertEquals(RunStatus.FAILED, driver.lastFact(Fact.RunChanged.class).run().status());
    assertTrue(audited().contains("decide FAIL on task"));
  }

  @Test
  void cordonedExecutorGetsNothingUntilItIsUncordoned() {
    driver.join(7, "e1", "i1");
    putJob(OverlapPolicy.ALLOW);
    done(new Command.CordonExecutor(ANN, E1));
    assertEquals(ExecutorStatus.CORDONED, status());
    assertEquals("a reason", driver.lastFact(Fact.ExecutorChanged.class).executor().cordonReason());
    driver.trigger("j", null);
    assertEquals(List.of(), driver.sent(7, CoordinatorMessage.Start.class));
    done(new Command.UncordonExecutor(ANN, E1));
    assertEquals(ExecutorStatus.UP, status());
    assertNull(driver.lastFact(Fact.ExecutorChanged.class).executor().cordonReason());
    assertEquals(1, driver.sent(7, CoordinatorMessage.Start.class).size());
    done(new Command.CordonExecutor(CoreDriver.ACTOR, E1));
    assertEquals(
        "by tester", driver.lastFact(Fact.ExecutorChanged.class).executor().cordonReason());
  }

  private ExecutorStatus status() {
    var result = driver.command(new Command.ListExecutors(ANN));
    return assertInstanceOf(CommandResult.Executors.class, result).executors().getFirst().status();
  }

  @Test
  void drainedExecutorLosesWhatStillRunsAfterItsTime() {
    driver.join(7, "e1", "i1");
    putJob(OverlapPolicy.ALLOW);
    driver.trigger("j", null);
    done(new Command.DrainExecutor(ANN, E1, 700));
    assertEquals(ExecutorStatus.DRAINING, status());
    assertTrue(driver.lastFact(Fact.ExecutorChanged.class).executor().draining());
    driver.pass(Duration.ofMillis(600));
    assertEquals(List.of(), driver.sent(7, CoordinatorMessage.Cancel.class));
    driver.pass(Duration.ofMillis(100));
    assertEquals(1, driver.sent(7, CoordinatorMessage.Cancel.class).size());
    assertEquals(
        "drained by ann: a reason",
        driver.lastFact(Fact.ExecutorChanged.class).executor().cordonReason());
  }

  @Test
  void uncordoningStopsADrain() {
    driver.join(7, "e1", "i1");
    putJob(OverlapPolicy.ALLOW);
    driver.trigger("j", null);
    done(new Command.DrainExecutor(ANN, E1, 700));
    done(new Command.UncordonExecutor(ANN, E1));
    driver.pass(Duration.ofSeconds(1));
    assertEquals(List.of(), driver.sent(7, CoordinatorMessage.Cancel.class));
  }

  @Test
  void leaderThatIsAskedToHandsOverOnceAllIsWrittenAndTakesNothingMore() {
    putJob(OverlapPolicy.ALLOW);
    driver.holdCommits();
    driver.commandWithoutAnswer(new Command.StepDown(ANN));
    long late = driver.commandWithoutAnswer(new Command.PauseJob(ANN, JOB));
    assertEquals(Role.LEADER, driver.last(Effect.RoleChanged.class).role());
    driver.answerCommit(Input.StoreAnswer.OK);
    assertEquals(Role.STANDBY, driver.last(Effect.RoleChanged.class).role());
    assertEquals(Code.NOT_LEADER, ((Rejected) driver.answer(late)).code());
    assertEquals(CoreDriver.NODE, driver.last(Effect.Withdraw.class).node());
  }

  @Test
  void whoDoesNotLeadSaysSo() {
    CoreDriver standby = new CoreDriver();
    assertEquals(
        Code.NOT_LEADER, ((Rejected) standby.command(new Command.PauseJob(ANN, JOB))).code());
  }

  @Test
  void checkTellsWhatTheLastLookCameTo() {
    putJob(OverlapPolicy.ALLOW);
    Command ask = new Command.CheckCluster(ANN);
    assertNull(assertInstanceOf(Checked.class, driver.command(ask)).report().at());
    driver.pass(Duration.ofSeconds(12));
    AuditReport report = assertInstanceOf(Checked.class, driver.command(ask)).report();
    assertTrue(report.at() != null && !report.lines().isEmpty());
    assertTrue(report.lines().stream().allMatch(line -> line.count() == 0));
  }
}
