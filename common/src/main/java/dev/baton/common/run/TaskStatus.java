package dev.baton.common.run;

/** Where a task run is now. */
public enum TaskStatus {
  /** Waits for the tasks it comes after. */
  WAITING,
  /** Waits for a place on an executor. */
  READY,
  /** Has a live attempt: dispatched or running. */
  RUNNING,
  /** Waits for its next try to fall due. */
  RETRY_WAIT,
  /** Its attempt was lost and its policy is HOLD: an operator decides. */
  HELD,
  SUCCEEDED,
  FAILED,
  CANCELED,
  /** Will not run: a task it comes after did not succeed, or a rerun left it out. */
  SKIPPED;

  public boolean isEnd() {
    return switch (this) {
      case SUCCEEDED, FAILED, CANCELED, SKIPPED -> true;
      case WAITING, READY, RUNNING, RETRY_WAIT, HELD -> false;
    };
  }
}
