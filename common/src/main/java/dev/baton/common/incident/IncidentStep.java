package dev.baton.common.incident;

/** Where an incident is on its way. */
public enum IncidentStep {
  DETECTED,
  /** A cause is named; it may be corrected when more is known. */
  DIAGNOSED,
  /** What the policies say is being done. */
  RECOVERING,
  /** Done; probes must hold. */
  VERIFYING,
  /** Something is missing that only a person can give; probes go on. */
  AWAITING_OPERATOR,
  /** All probes held, or an operator closed it. */
  RESOLVED;

  public boolean isClosed() {
    return this == RESOLVED;
  }
}
