package dev.baton.common.run;

/** What an operator wants of one task of a run that has not ended. */
public enum TaskDecision {
  /** Run it again, now: one that is HELD or waits for its next try. */
  RERUN,
  /** End the attempt that runs, and run the task again. */
  END_AND_RERUN,
  /** It counts as SUCCEEDED without outputs; what comes after it goes on. */
  SUCCEED,
  /** It has FAILED; what comes after it is skipped. */
  FAIL
}
