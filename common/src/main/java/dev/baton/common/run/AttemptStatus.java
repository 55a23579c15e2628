package dev.baton.common.run;

/** Where an attempt is now. */
public enum AttemptStatus {
  /** Written to the store and sent, or about to be sent, to its executor. */
  DISPATCHED,
  /** Its executor has said that it runs. */
  RUNNING,
  /** Over; its outcome says how. */
  ENDED
}
