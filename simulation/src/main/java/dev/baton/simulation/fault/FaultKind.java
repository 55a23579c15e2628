package dev.baton.simulation.fault;

/** What can go wrong. */
public enum FaultKind {
  COORDINATOR_KILLED,
  COORDINATOR_LOSES_POWER,
  COORDINATOR_PAUSED,
  /** Between a decision and its deed. */
  LEADER_KILLED_IN_MID_STEP,
  LEADER_PAUSED_IN_MID_STEP,
  EXECUTOR_KILLED,
  EXECUTOR_RESTARTED_AT_ONCE,
  /** The new process cannot prove that the old one's trees are gone. */
  EXECUTOR_RESTARTED_WITHOUT_PROOF,
  EXECUTOR_LOSES_POWER,
  EXECUTOR_PAUSED,
  EXECUTOR_KILLED_IN_MID_STEP,
  /** Between taking an order and starting it. */
  EXECUTOR_PAUSED_BEFORE_A_START,
  EXECUTOR_STOPPED_ON_PURPOSE,
  /** Another process with the same name from another data directory. */
  EXECUTOR_COPIED,
  LINK_RESET,
  /** The sender is told that it failed; everything arrives. */
  LINK_REPORTED_FAILED,
  LINK_VANISHED,
  FRAME_LOST,
  FRAME_REPEATED,
  /** A word of an epoch that is over comes to an executor. */
  DEPOSED_LEADER_SPEAKS,
  PATH_CUT,
  PATH_CUT_ONE_WAY,
  PATH_SLOW,
  EXECUTOR_CUT_OFF,
  COORDINATOR_CUT_FROM_STORE,
  COORDINATOR_CUT_FROM_ZOOKEEPER,
  /** From store and ZooKeeper, not from the executors. */
  COORDINATOR_CUT_FROM_BOTH,
  CLIENTS_CUT_OFF,
  STORE_AWAY,
  STORE_SLOW,
  /** Answers are lost, and calls are done late. */
  STORE_ANSWERS_LOST,
  STORE_AND_ZOOKEEPER_AWAY,
  STORE_RESTORED_FROM_BACKUP,
  ZOOKEEPER_AWAY,
  ZOOKEEPER_FLAPS,
  ZOOKEEPER_WIPED,
  SESSION_EXPIRED,
  /** Somebody takes a live coordinator for dead. */
  ELECTION_NODE_REMOVED,
  WATCHES_LATE,
  COORDINATOR_CLOCK_JUMPED,
  EXECUTOR_CLOCK_JUMPED,
  /** The leader's clock goes back less than is noticed, and then a job is put again. */
  JOB_PUT_AGAIN_BY_A_CLOCK_BEHIND,
  /** The leader forgets what comes next for a task. */
  NEXT_STEP_LOST,
  /** Somebody has dropped a unique key. */
  STORE_WITHOUT_KEYS
}
