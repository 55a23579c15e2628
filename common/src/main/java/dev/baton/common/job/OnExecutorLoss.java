package dev.baton.common.job;

/** What becomes of an attempt whose executor is lost. */
public enum OnExecutorLoss {
  RERUN,
  RERUN_AFTER_LEASE,
  HOLD,
  FAIL
}
