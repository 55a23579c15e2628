package dev.baton.common.api;

/** What a coordinator is. */
public enum CoordinatorRole {
  STANDBY,
  /** First in the election; takes over now. */
  RAISING,
  LEADER
}
