package dev.baton.common.ledger;

/** What became of a promised fire time. */
public enum FireState {
  /** It became a run, and was decided in time. */
  ON_TIME,
  /** It became a run, decided later than the bound. */
  LATE,
  /** It is recorded as skipped, with the reason. */
  SKIPPED,
  /** It is not decided yet: it lies at or after the cursor. */
  OPEN,
  /** Its schedule was changed before it was decided. */
  WITHDRAWN,
  /** Nothing is written of it. There must be none. */
  MISSED,
  /** It was decided more than once. There must be none. */
  DOUBLE,
  /** A run for a fire time that no rule in force promised. */
  UNPROMISED
}
