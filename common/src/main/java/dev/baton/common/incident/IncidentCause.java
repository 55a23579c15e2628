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
  /**
   * Of a task: it was killed by force on several executors (137), usually for want of memory. Of an
   * executor: its process ended for want of memory, as its machine or the process itself noted.
   */
  OUT_OF_MEMORY,
  /** The task ran out of its time on several executors. */
  TASK_TOO_SLOW,
  /** The store did not answer at all. */
  STORE_UNREACHABLE,
  /** A commit stayed without an answer; the store had carried it out, and answered soon after. */
  ANSWER_LOST,
  /** Commits took longer than the bound. */
  STORE_SLOW,
  /** The store holds less than executors have obeyed: usually a restored backup. */
  BACKUP_RESTORED,
  /** The wall clock moved against the monotonic clock or the store's. */
  CLOCK_STEPPED,
  /** It had stopped on purpose, and its goodbye was not heard. */
  STOPPED,
  /** Its machine was started again. */
  HOST_RESTARTED,
  /** It was lost again and again within minutes. */
  FLAPPING,
  /** A disk is full, or cannot be written. */
  DISK_FULL,
  /** Its machine has hardly any memory left. */
  MEMORY_SHORT,
  /** Its machine has more to do than its processors can. */
  CPU_SATURATED,
  /** An attempt runs on and on, and nothing ends it. */
  TASK_STUCK,
  /** No executor can take the work: none is there, or all that are refuse it. */
  NO_EXECUTOR,
  /** All executors that could take the work are full. */
  SATURATED,
  /** So much fails that the budget of automatic further tries is used up. */
  RETRY_BUDGET_SPENT,
  /** A limit of runs is reached: new ones are not accepted. */
  QUEUE_FULL,
  /** The leader's process had stood still. */
  LEADER_PAUSED,
  /** The leader has more to decide than it can. */
  LEADER_BUSY,
  /** The former leader's process is proven dead: its link was reset and a new one refused. */
  LEADER_PROCESS_DIED,
  /** The former leader fell silent: no link to it was refused, and none was made. */
  LEADER_HOST_UNREACHABLE,
  /** The former leader is alive: it had lost its session or its store, or was removed. */
  LEADER_CUT_OFF,
  /** No server of the ensemble was reached. */
  ZOOKEEPER_UNREACHABLE,
  /** Servers were reached, and say that they serve nobody: the majority is missing. */
  ZOOKEEPER_NO_QUORUM,
  /** The connection was lost and found again and again. */
  ZOOKEEPER_FLAPPING,
  /** The ensemble came back without what it had held. */
  ZOOKEEPER_WIPED,
  /** A status has no owner or no next step. */
  NO_NEXT_STEP,
  /** Something that must hold in the store does not. */
  INVARIANT_BROKEN
}
