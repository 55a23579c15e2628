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
  CLOCK_STEPPED
}
