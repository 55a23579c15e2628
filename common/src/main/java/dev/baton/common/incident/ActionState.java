package dev.baton.common.incident;

/** How an action of a recovery plan stands. */
public enum ActionState {
  /** It is under way, or waits for its time. */
  RUNNING,
  DONE,
  /** It needs an operator's approval. */
  PROPOSED,
  /** It is no longer needed. */
  DROPPED
}
