package dev.baton.common.api;

/** What becomes of a HELD task run; the reason may be null. */
public record DecideRequest(Decision decision, String reason) {
  /** An operator's choice. */
  public enum Decision {
    RERUN,
    FAIL
  }
}
