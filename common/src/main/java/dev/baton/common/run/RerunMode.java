package dev.baton.common.run;

/** What a rerun runs. */
public enum RerunMode {
  ALL,
  /** Every task that did not succeed, and what comes after it. */
  FROM_FAILED,
  /** The named task and what comes after it. */
  FROM_TASK,
  /** The named task alone. */
  TASK
}
