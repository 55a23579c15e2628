package dev.baton.common.run;

/** How an attempt ended. */
public enum Outcome {
  SUCCEEDED,
  FAILED,
  /** Ran longer than its time-out; its process tree was ended. */
  TIMED_OUT,
  CANCELED,
  /** Its executor is gone, or it never started there. */
  LOST,
  /** Another attempt was started in its place; a late outcome is kept as evidence only. */
  SUPERSEDED
}
