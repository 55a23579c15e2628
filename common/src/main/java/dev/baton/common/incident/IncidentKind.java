package dev.baton.common.incident;

/** What kind of anomaly an incident is about. */
public enum IncidentKind {
  /** An executor went silent, or its link was closed without a goodbye. Subject: the executor. */
  EXECUTOR_LOST,
  /** A coordinator took over from one that had not handed over. Subject: the new leader. */
  LEADER_CHANGED,
  /** A task fails on each executor that it is tried on. Subject: {@code namespace/job/task}. */
  TASK_FAILING,
  /** The store stayed without an answer. Subject: {@code store}. */
  STORE_AWAY,
  /** Commits take long. Subject: {@code store}. */
  STORE_SLOW,
  /** An executor has obeyed an epoch that the store does not know. Subject: {@code store}. */
  STORE_WENT_BACK,
  /** The leader's wall clock stepped; fires are held until readings agree. Subject: the leader. */
  CLOCK_STEPPED,
  /** An executor's machine is short of disk, memory or processors. Subject: the executor. */
  EXECUTOR_PRESSURE,
  /**
   * An attempt runs much longer than its task usually does. Subject: {@code namespace/job/task}.
   */
  STUCK_TASK,
  /** Due fires are decided late, and nothing else that is open says why. Subject: {@code fires}. */
  FIRES_LATE,
  /** Tasks wait long for a place. Subject: the group, with what else they ask of an executor. */
  QUEUE_GROWING,
  /** The leader has no steady connection to ZooKeeper. Subject: {@code zookeeper}. */
  ZOOKEEPER_AWAY,
  /** Something has no owner or no next step. Subject: what the auditor looked at. */
  AUDIT
}
