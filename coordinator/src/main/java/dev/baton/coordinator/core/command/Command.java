package dev.baton.coordinator.core.command;

import dev.baton.common.id.ExecutorId;
import dev.baton.common.id.JobKey;
import dev.baton.common.id.RunId;
import dev.baton.common.job.JobSpec;
import dev.baton.common.run.RerunMode;
import dev.baton.common.run.TaskDecision;
import dev.baton.common.run.Trigger;
import dev.baton.coordinator.core.state.Run;
import dev.baton.coordinator.core.state.TaskRun;
import java.util.List;
import java.util.SortedMap;

/** Something asked of the leader. Asking again with the same request key changes nothing. */
public sealed interface Command {
  Actor actor();

  /**
   * Who asks.
   *
   * @param name the user or token name
   * @param origin address or program the request came from
   * @param reason may be empty
   */
  record Actor(String name, String origin, String reason) {}

  /** Create or change a job; the same source again makes no new version. */
  record PutJob(Actor actor, JobSpec spec, String source) implements Command {}

  /** Refused while runs of it are active. */
  record DeleteJob(Actor actor, JobKey job) implements Command {}

  record PauseJob(Actor actor, JobKey job) implements Command {}

  record ResumeJob(Actor actor, JobKey job) implements Command {}

  /**
   * Start a run by hand or by program.
   *
   * @param trigger MANUAL or API
   * @param requestKey the same key for the same job gives the same run; null = every call a new run
   * @param params over the job's defaults
   */
  record TriggerRun(
      Actor actor, JobKey job, Trigger trigger, String requestKey, SortedMap<String, String> params)
      implements Command {}

  record CancelRun(Actor actor, RunId run) implements Command {}

  /**
   * Run again, as a new run that takes over the outcomes of tasks that need not run.
   *
   * @param original the run, which has ended, as the store has it
   * @param originalTasks its task runs
   * @param task for {@link RerunMode#TASK} and {@link RerunMode#FROM_TASK}, else null
   */
  record RerunRun(
      Actor actor,
      String requestKey,
      Run original,
      List<TaskRun> originalTasks,
      RerunMode mode,
      String task)
      implements Command {}

  /**
   * An operator decides on a task of a run that has not ended.
   *
   * @param preview answer with the plan and change nothing
   */
  record DecideTask(Actor actor, RunId run, String task, TaskDecision decision, boolean preview)
      implements Command {}

  record CordonExecutor(Actor actor, ExecutorId executor) implements Command {}

  record UncordonExecutor(Actor actor, ExecutorId executor) implements Command {}

  /** Cordon, wait for its attempts, then cancel what is left after {@code cancelAfterMs}. */
  record DrainExecutor(Actor actor, ExecutorId executor, long cancelAfterMs) implements Command {}

  /** Hand the leadership to another coordinator. */
  record StepDown(Actor actor) implements Command {}

  /** Close an incident, whatever its probes say. */
  record CloseIncident(Actor actor, long incident) implements Command {}

  /**
   * Carry out an action that an incident's plan proposes.
   *
   * @param action its name in the plan
   */
  record ApproveIncident(Actor actor, long incident, String action) implements Command {}

  /** Which gates a run or its tasks wait for; changes nothing. */
  record ExplainRun(Actor actor, RunId run) implements Command {}

  /** What the auditor's last look came to; changes nothing. */
  record CheckCluster(Actor actor) implements Command {}

  /** The soft state of the executors; changes nothing. */
  record ListExecutors(Actor actor) implements Command {}
}
