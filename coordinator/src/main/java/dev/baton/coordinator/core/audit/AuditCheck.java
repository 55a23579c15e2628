package dev.baton.coordinator.core.audit;

import dev.baton.common.incident.IncidentCause;

/**
 * What is looked at, one thing each, by the name that an incident and {@code cluster check} use.
 */
public enum AuditCheck {
  RUN_END(
      "run-end",
      "a run whose tasks have all ended has ended",
      "Cancel the run; its tasks have ended, so nothing is lost."),
  TASK_WAITING(
      "task-waiting",
      "a task whose upstream tasks have ended is let go",
      "Cancel the run and rerun it from that task; or hand the leadership over (cluster"
          + " step-down), and the next leader looks at it anew."),
  TASK_IN_LINE(
      "task-in-line",
      "a task that may run stands in line for an executor",
      "Hand the leadership over (cluster step-down): the next leader puts it in line."),
  RETRY_TIMER(
      "retry-timer",
      "a task that waits for its next try has a timer",
      "Hand the leadership over (cluster step-down): the next leader times it anew."),
  TASK_ATTEMPT(
      "task-attempt",
      "a task that runs has an attempt that has not ended",
      "Nobody can tell what has run: look at the log of its attempts, then cancel the run and rerun"
          + " it from that task."),
  RUN_QUEUE(
      "run-queue",
      "a queued run waits for a run of its job that is active",
      "Cancel the run and trigger it again."),
  ATTEMPT_OWNER(
      "attempt-owner",
      "an attempt that has not ended has an executor that is heard, or whose lease is awaited",
      "Make sure that nothing of it runs, then cancel its run and rerun it."),
  EXECUTOR_TIMER(
      "executor-timer",
      "an executor that is not heard has a lease whose end is awaited",
      "Hand the leadership over (cluster step-down): the next leader waits for it anew."),
  SCHEDULE_TIMER(
      "schedule-timer",
      "a schedule of a job that is not paused has a next fire time, and a timer for it",
      "Put the job again (job put): its schedules begin anew."),
  INCIDENT_TIMER(
      "incident-timer",
      "an open incident is looked at again and again",
      "Close it by hand if what it tells of is over."),
  ATTEMPT_TOKENS(
      "attempt-tokens",
      "of two attempts of a task the later has the greater fencing token",
      "Sinks that check tokens refuse the later attempt: cancel the run and rerun it."),
  ONE_LIVE_ATTEMPT(
      "one-live-attempt",
      "no task has two attempts under way, and no attempt is under way whose task is not",
      "What it does may be done twice: look at both logs, then cancel the run."),
  ONE_RUN_PER_FIRE(
      "one-run-per-fire",
      "no fire time has two runs, and no request key",
      "Cancel the run that is too many; then find out who wrote to the store beside the"
          + " coordinators, and run cluster check."),
  ROWS_WHOLE(
      "rows-whole",
      "each row that a leader loads refers to rows that are there",
      "The rows that are named were set aside and are not worked on. Restore them from a backup and"
          + " hand the leadership over (cluster step-down), or delete them."),
  EPOCH_GROWS(
      "epoch-grows",
      "no row is of a later epoch than this leadership",
      "The store may have been restored from a backup, or written to by others: compare the runs"
          + " that are named with what has happened.");

  private final String id;
  private final String holds;
  private final String todo;

  AuditCheck(String id, String holds, String todo) {
    this.id = id;
    this.holds = holds;
    this.todo = todo;
  }

  /** A word that names it; also the subject of its incident. */
  public String id() {
    return id;
  }

  /** What must hold, as a sentence without its full stop. */
  public String holds() {
    return holds;
  }

  /** What an operator can do where it does not hold and the coordinator cannot mend it. */
  public String todo() {
    return todo;
  }

  /** What an incident about it names as cause. */
  public IncidentCause cause() {
    return switch (this) {
      case RUN_END,
          TASK_WAITING,
          TASK_IN_LINE,
          RETRY_TIMER,
          TASK_ATTEMPT,
          RUN_QUEUE,
          ATTEMPT_OWNER,
          EXECUTOR_TIMER,
          SCHEDULE_TIMER,
          INCIDENT_TIMER ->
          IncidentCause.NO_NEXT_STEP;
      case ATTEMPT_TOKENS, ONE_LIVE_ATTEMPT, ONE_RUN_PER_FIRE, ROWS_WHOLE, EPOCH_GROWS ->
          IncidentCause.INVARIANT_BROKEN;
    };
  }
}
