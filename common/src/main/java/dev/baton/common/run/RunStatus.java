package dev.baton.common.run;

/** Where a run is now. */
public enum RunStatus {
  /** Accepted; waits for an earlier run of its job to end (overlap policy). */
  QUEUED,
  /** Its tasks may run. */
  RUNNING,
  SUCCEEDED,
  FAILED,
  CANCELED;

  public boolean isEnd() {
    return this == SUCCEEDED || this == FAILED || this == CANCELED;
  }
}
