package dev.baton.common.api;

import dev.baton.common.run.Outcome;
import java.time.Instant;

/** What an event says; in brackets the record that its data holds. */
public enum EventType {
  /** {@link JobSummary}. */
  JOB_CHANGED,
  /** {@link Gone}. */
  JOB_DELETED,
  /** {@link CursorView}. */
  CURSOR_MOVED,
  /** {@link Gone}. */
  CURSOR_REMOVED,
  /** {@link RunView}. */
  RUN_CREATED,
  /** {@link RunView}. */
  RUN_CHANGED,
  /** {@link TaskRunView}, without {@code after} and {@code attempts}. */
  TASK_RUN_CHANGED,
  /** {@link AttemptView}. */
  ATTEMPT_CREATED,
  /** {@link AttemptView}. */
  ATTEMPT_CHANGED,
  /** {@link LateOutcomeView}. */
  LATE_OUTCOME_KEPT,
  /** {@link SkipView}. */
  FIRE_SKIPPED,
  /** {@link ExecutorView}, stored part only. */
  EXECUTOR_CHANGED,
  /** {@link FailoverEventView}. */
  FAILOVER_EVENT,
  /** {@link AuditView}. */
  AUDIT_RECORDED,
  /** {@link IncidentView}. */
  INCIDENT_CHANGED,
  /** {@link IncidentView.TouchView}. */
  INCIDENT_TOUCHED,
  /** {@link LeadershipView}. */
  LEADERSHIP_CHANGED;

  /**
   * @param endedAt null unless it was handed over
   */
  public record LeadershipView(
      long epoch, String coordinator, Instant beganAt, Instant endedAt, String endReason) {}

  /**
   * @param job {@code namespace/name}
   * @param schedule null when the whole job is gone
   * @param by may be null
   */
  public record Gone(String job, String schedule, String by) {}

  /** What an executor said of an attempt that was already over: evidence only. */
  public record LateOutcomeView(
      long run, String task, int attempt, Outcome outcome, String message) {}

  /**
   * @param nextFireAt null when the schedule has none left, or waits for the end of a run
   */
  public record CursorView(String job, String schedule, int jobVersion, Instant nextFireAt) {}
}
