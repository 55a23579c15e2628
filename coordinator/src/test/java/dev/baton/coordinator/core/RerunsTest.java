package dev.baton.coordinator.core;

import static dev.baton.coordinator.core.CoreDriver.job;
import static dev.baton.coordinator.core.CoreDriver.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.JobKey;
import dev.baton.common.id.RunId;
import dev.baton.common.job.OnExecutorLoss;
import dev.baton.common.job.OverlapPolicy;
import dev.baton.common.run.Outcome;
import dev.baton.common.run.RerunMode;
import dev.baton.common.run.RunStatus;
import dev.baton.common.run.TaskStatus;
import dev.baton.coordinator.core.command.Command;
import dev.baton.coordinator.core.command.Command.Actor;
import dev.baton.coordinator.core.command.CommandResult.Code;
import dev.baton.coordinator.core.command.CommandResult.Rejected;
import dev.baton.coordinator.core.command.CommandResult.RunAccepted;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.AuditEntry;
import dev.baton.coordinator.core.state.Run;
import dev.baton.coordinator.core.state.TaskRun;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Runs that run an ended one again. */
class RerunsTest {
  private static final Actor ANN = new Actor("ann", "test", "a reason");

  private CoreDriver driver = new CoreDriver();

  private void failedRun() {
    driver.lead();
    driver.join(7, "e1", "i1");
    driver.put(
        job(
            "j",
            OverlapPolicy.ALLOW,
            List.of(),
            task("a", OnExecutorLoss.RERUN),
            task("b", OnExecutorLoss.RERUN, "a")));
    driver.trigger("j", null);
    driver.ended(7, new AttemptId(new RunId(1), "a", 1), "i1", Outcome.SUCCEEDED);
    driver.ended(7, new AttemptId(new RunId(1), "b", 1), "i1", Outcome.FAILED);
  }

  private Run original() {
    return driver.facts(Fact.RunChanged.class).stream()
        .map(Fact.RunChanged::run)
        .filter(run -> run.id().value() == 1)
        .reduce((before, after) -> after)
        .orElseGet(() -> driver.facts(Fact.RunCreated.class).getFirst().run());
  }

  private List<TaskRun> tasks(long run) {
    TreeMap<String, TaskRun> newest = new TreeMap<>();
    for (Fact.TaskRunChanged fact : driver.facts(Fact.TaskRunChanged.class)) {
      if (fact.taskRun().id().run().value() == run) {
        newest.put(fact.taskRun().id().task(), fact.taskRun());
      }
    }
    return List.copyOf(newest.values());
  }

  private Command rerun(String requestKey, RerunMode mode, String task) {
    return new Command.RerunRun(ANN, requestKey, original(), tasks(1), mode, task);
  }

  private void refusedWith(Code code, Command command) {
    assertEquals(code, assertInstanceOf(Rejected.class, driver.command(command)).code());
  }

  private List<AuditEntry> reruns() {
    return driver.facts(Fact.AuditRecorded.class).stream()
        .map(Fact.AuditRecorded::entry)
        .filter(entry -> entry.action().startsWith("rerun"))
        .toList();
  }

  @Test
  void sameKeyGivesTheSameRerunAgainAndIsWrittenDownOnce() {
    failedRun();
    RunAccepted first = new RunAccepted(new RunId(2), true);
    assertEquals(first, driver.command(rerun("again", RerunMode.ALL, null)));
    assertEquals(
        new RunAccepted(new RunId(2), false), driver.command(rerun("again", RerunMode.ALL, null)));
    assertEquals(1, reruns().size());
    assertEquals("rerun ALL", reruns().getFirst().action());
    assertEquals("1 as 2", reruns().getFirst().subject());
    Run rerun = driver.lastFact(Fact.RunCreated.class).run();
    assertEquals(new RunId(1), rerun.rerunOf());
    assertEquals("rerun of run 1 asked for by ann", rerun.cause());
  }

  @Test
  void rerunFromATaskNamesItAndTakesOverWhatCameBefore() {
    failedRun();
    driver.command(rerun(null, RerunMode.FROM_TASK, "b"));
    assertEquals("rerun FROM_TASK b", reruns().getFirst().action());
    TaskRun takenOver = tasks(2).getFirst();
    assertEquals(TaskStatus.SUCCEEDED, takenOver.status());
    assertEquals("outcome taken over from run 1", takenOver.cause());
  }

  @Test
  void rerunOfOneTaskLeavesOutWhatComesAfterIt() {
    failedRun();
    driver.command(rerun(null, RerunMode.TASK, "a"));
    driver.ended(7, new AttemptId(new RunId(2), "a", 1), "i1", Outcome.SUCCEEDED);
    assertEquals(TaskStatus.SKIPPED, tasks(2).getLast().status());
    assertEquals(RunStatus.SUCCEEDED, driver.lastFact(Fact.RunChanged.class).run().status());
  }

  @Test
  void rerunThatCannotBeIsRefusedAndNotWrittenDown() {
    failedRun();
    refusedWith(Code.CONFLICT, rerun(null, RerunMode.TASK, "nothing"));
    assertEquals(List.of(), reruns());
  }

  @Test
  void runThatHasNotEndedIsNotRunAgain() {
    driver.lead();
    driver.put(job("j", OverlapPolicy.ALLOW, List.of(), task("a", OnExecutorLoss.RERUN)));
    driver.trigger("j", null);
    refusedWith(Code.CONFLICT, rerun(null, RerunMode.ALL, null));
  }

  @Test
  void rerunNeedsItsJob() {
    failedRun();
    driver.command(new Command.DeleteJob(ANN, new JobKey("test", "j")));
    refusedWith(Code.NOT_FOUND, rerun(null, RerunMode.ALL, null));
  }

  @Test
  void rerunsCountTowardsTheLimitOfActiveRuns() {
    driver = new CoreDriver(new SafetyRules(), CoreDriver.limits(20_000, 2_000, 9, 2));
    failedRun();
    driver.command(rerun(null, RerunMode.ALL, null));
    assertInstanceOf(RunAccepted.class, driver.command(rerun(null, RerunMode.ALL, null)));
    refusedWith(Code.LIMIT, rerun(null, RerunMode.ALL, null));
  }
}
