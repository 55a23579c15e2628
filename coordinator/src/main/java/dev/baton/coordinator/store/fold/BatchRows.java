package dev.baton.coordinator.store.fold;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.JobKey;
import dev.baton.common.run.Outcome;
import dev.baton.common.run.RunStatus;
import dev.baton.coordinator.core.fact.Fact.FireSkipped;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.core.state.AuditEntry;
import dev.baton.coordinator.core.state.ExecutorRow;
import dev.baton.coordinator.core.state.FailoverEvent;
import dev.baton.coordinator.core.state.Job;
import dev.baton.coordinator.core.state.Run;
import dev.baton.coordinator.core.state.ScheduleCursor;
import dev.baton.coordinator.core.state.TaskRun;
import dev.baton.coordinator.store.ReadStore.Numbered;
import java.util.List;

/**
 * What a batch leaves to write. No key appears twice in one list, nor in two lists of one table.
 *
 * @param jobVersions each version that the batch saw, also those that it replaced at once
 * @param deletedJobs their cursors go with them
 * @param minutes to be added to what is stored
 */
public record BatchRows(
    List<Run> newRuns,
    List<Run> changedRuns,
    List<TaskRun> newTaskRuns,
    List<TaskRun> changedTaskRuns,
    List<Attempt> newAttempts,
    List<Attempt> changedAttempts,
    List<LateOutcome> lateOutcomes,
    List<Job> jobs,
    List<Job> jobVersions,
    List<JobKey> deletedJobs,
    List<ScheduleCursor> cursors,
    List<CursorKey> removedCursors,
    List<ExecutorRow> executors,
    List<Numbered<FireSkipped>> skips,
    List<Numbered<FailoverEvent>> failoverEvents,
    List<Numbered<AuditEntry>> audit,
    IncidentRows incidents,
    List<RunBlock> blocks,
    List<MinuteAdd> minutes) {

  /** Names a schedule of a job. */
  public record CursorKey(JobKey job, String schedule) {}

  /** An outcome that came after the end; the attempt's row may be gone. */
  public record LateOutcome(AttemptId attempt, Outcome outcome) {}

  /**
   * Runs that ended.
   *
   * @param minute since 1970
   * @param job null = of all jobs
   */
  public record MinuteAdd(long minute, JobKey job, RunStatus status, long count) {}
}
