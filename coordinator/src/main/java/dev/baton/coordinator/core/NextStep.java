package dev.baton.coordinator.core;

/** What comes next for a task, and is lost if it is forgotten. */
public enum NextStep {
  /** A task it comes after has ended: may it go? */
  LOOK_AT_DOWNSTREAM,
  /** It stands in line for an executor. */
  LINE_FOR_A_PLACE,
  /** It is tried again at a time. */
  RETRY_TIMER
}
