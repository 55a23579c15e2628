package dev.baton.common.incident;

/** What an incident came from, as far as the evidence reaches. */
public enum IncidentCause {
  /** Not told yet, or never. */
  UNKNOWN,
  /** The link was closed from the other side without a goodbye, or a new process came. */
  PROCESS_DIED,
  /** Silence without a reset, for a whole lease. */
  HOST_UNREACHABLE,
  /** The same process came back after silence and had said nothing meanwhile: it stood still. */
  PROCESS_PAUSED,
  /** The same process came back and had gone on working: only its link was cut. */
  LINK_CUT,
  /** It did not dial the new leader in time. */
  NOT_RETURNED,
  /** The leader's place in the election was gone without a hand-over. */
  LEADER_GONE,
  /** The leader's own process was started again without a hand-over. */
  LEADER_RESTARTED,
  /** The same task failed on several executors: the task or its data are at fault. */
  POISON_TASK,
  /** The task was killed by force on several executors (137): usually for want of memory. */
  OUT_OF_MEMORY,
  /** The task ran out of its time on several executors. */
  TASK_TOO_SLOW,
  /** The store did not answer at all. */
  STORE_UNREACHABLE,
  /** A commit stayed without an answer, and the store answered soon after. */
  ANSWER_LOST,
  /** Commits took longer than the bound. */
  STORE_SLOW,
  /** The store holds less than executors have obeyed: usually a restored backup. */
  BACKUP_RESTORED,
  /** The wall clock moved against the monotonic clock or the store's. */
  CLOCK_STEPPED
}
