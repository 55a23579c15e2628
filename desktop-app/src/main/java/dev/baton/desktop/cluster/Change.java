package dev.baton.desktop.cluster;

import dev.baton.common.api.AttemptView;
import dev.baton.common.api.EventType.CursorView;
import dev.baton.common.api.FailoverEventView;
import dev.baton.common.api.IncidentView;
import dev.baton.common.api.IncidentView.TouchView;
import dev.baton.common.api.JobSummary;
import dev.baton.common.api.RunView;
import dev.baton.common.api.SkipView;
import dev.baton.common.api.TaskRunView;

/** What an event changed, ready for the screen. */
public sealed interface Change {

  /** A job was created or changed. */
  record JobChanged(JobSummary job) implements Change {}

  /**
   * @param job {@code namespace/name}
   */
  record JobDeleted(String job) implements Change {}

  /** A schedule has a new next fire time. */
  record CursorMoved(CursorView cursor) implements Change {}

  /** A run was created or changed. */
  record RunChanged(RunView run) implements Change {}

  /** {@code after} and {@code attempts} of the task run are null. */
  record TaskRunChanged(TaskRunView taskRun) implements Change {}

  /** An attempt was created or changed. */
  record AttemptChanged(AttemptView attempt) implements Change {}

  /** Fire times became no run. */
  record FireSkipped(SkipView skip) implements Change {}

  /** Stored data of an executor changed; its live data is read anew. */
  record ExecutorChanged(String executor) implements Change {}

  /** The failover timeline grew. */
  record FailoverHappened(FailoverEventView event) implements Change {}

  /** An incident began, or went on its way. */
  record IncidentChanged(IncidentView incident) implements Change {}

  /** An incident took an attempt over. */
  record IncidentTouched(TouchView touch) implements Change {}

  /** The link was lost and is back: whoever failed to read something reads it now. */
  record LinkRestored() implements Change {}

  /** Events were missed: whoever shows something reads it anew. */
  record EverythingMayHaveChanged() implements Change {}
}
