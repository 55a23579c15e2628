package dev.baton.coordinator.core.audit;

import dev.baton.common.id.ExecutorId;
import dev.baton.common.id.JobKey;
import dev.baton.common.id.RunId;
import dev.baton.common.id.TaskRunId;
import dev.baton.common.job.TaskSpec;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.core.state.Job;
import dev.baton.coordinator.core.state.ScheduleCursor;
import java.time.Instant;
import java.util.List;

/** What the auditor sees of the leader's state, and what it may do. */
public interface AuditScene {
  long nanos();

  Instant instant();

  long epoch();

  /**
   * The run that follows, by number; null after the last.
   *
   * @param after null = from the first
   */
  AuditedRun runAfter(RunId after);

  /**
   * The job that follows, by key; null after the last.
   *
   * @param after null = from the first
   */
  Job jobAfter(JobKey after);

  /** Whether the task run stands in line for a place. */
  boolean isInLine(TaskRunId id, TaskSpec spec);

  boolean hasRetryTimer(TaskRunId id);

  /** Whether no run of the job is running, and this one would be the next. */
  boolean isNextWithoutReason(RunId queued, JobKey job);

  /**
   * Whether the executor is linked with the attempt's process, or the end of that process's lease
   * is awaited.
   */
  boolean hasOwner(Attempt attempt);

  /** Executors that are not heard, and whose lease's end nobody awaits. */
  List<ExecutorId> executorsWithoutTimer();

  /** Null if the schedule has none. */
  ScheduleCursor cursor(JobKey job, String schedule);

  /** Whether the schedule's next fire time will be decided when it is due. */
  boolean hasFireTimer(ScheduleCursor cursor);

  /** Whether a run that this schedule fired has not ended. */
  boolean hasActiveRun(JobKey job, String schedule);

  /** How long open incidents have waited for a review, in milliseconds; 0 if none is open. */
  long incidentsUnattendedMs();

  /** Takes the step. */
  void mend(Mend mend);

  /** What there is to say of a check after all was looked at once. */
  void tell(AuditVerdict verdict);
}
