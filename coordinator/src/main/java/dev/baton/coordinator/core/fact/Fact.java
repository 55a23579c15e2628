package dev.baton.coordinator.core.fact;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.JobKey;
import dev.baton.common.run.Outcome;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.core.state.AuditEntry;
import dev.baton.coordinator.core.state.ExecutorRow;
import dev.baton.coordinator.core.state.FailoverEvent;
import dev.baton.coordinator.core.state.Incident;
import dev.baton.coordinator.core.state.IncidentTouch;
import dev.baton.coordinator.core.state.Job;
import dev.baton.coordinator.core.state.LeadershipRow;
import dev.baton.coordinator.core.state.Run;
import dev.baton.coordinator.core.state.ScheduleCursor;
import dev.baton.coordinator.core.state.TaskRun;
import java.time.Instant;

/**
 * A durable change, in the past tense, carrying the whole new row. Of several facts about one row
 * in one batch the last one counts.
 */
public sealed interface Fact {
  /** The job was created or changed; keep the version's definition as well. */
  record JobChanged(Job job) implements Fact {}

  /** The job is gone; its runs stay until retention. */
  record JobDeleted(JobKey job, Instant at, String by) implements Fact {}

  record CursorMoved(ScheduleCursor cursor) implements Fact {}

  /** The schedule is no longer part of its job. */
  record CursorRemoved(JobKey job, String schedule) implements Fact {}

  /** The first row of this run. */
  record RunCreated(Run run) implements Fact {}

  record RunChanged(Run run) implements Fact {}

  /**
   * Also the first row of this task run: then in the batch that creates its run, and never later.
   */
  record TaskRunChanged(TaskRun taskRun) implements Fact {}

  record AttemptCreated(Attempt attempt) implements Fact {}

  record AttemptChanged(Attempt attempt) implements Fact {}

  /**
   * An executor's word on an attempt that was already over: kept as evidence on the attempt's row,
   * which need not be in memory any more. No row of that name: nothing to keep.
   */
  record LateOutcomeKept(AttemptId attempt, Outcome outcome, String message, Instant at)
      implements Fact {}

  /**
   * Fire times that became no run, each with the same reason.
   *
   * @param first nominal instant of the first
   * @param last nominal instant of the last
   * @param count how many fire times, 1 or more
   */
  record FireSkipped(
      JobKey job,
      String schedule,
      Instant first,
      Instant last,
      long count,
      String reason,
      Instant at)
      implements Fact {}

  record ExecutorChanged(ExecutorRow executor) implements Fact {}

  record FailoverEventRecorded(FailoverEvent event) implements Fact {}

  record AuditRecorded(AuditEntry entry) implements Fact {}

  /** Also the first row of this incident. */
  record IncidentChanged(Incident incident) implements Fact {}

  /** The incident is linked to an attempt. Said again for the same two, it changes nothing. */
  record IncidentTouched(IncidentTouch touch) implements Fact {}

  /** A leadership began, or was handed over. */
  record LeadershipChanged(LeadershipRow leadership) implements Fact {}
}
