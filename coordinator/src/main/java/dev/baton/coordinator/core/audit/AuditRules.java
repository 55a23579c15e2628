package dev.baton.coordinator.core.audit;

/**
 * The rules of the auditor, one method each. Open for overriding for one purpose: the simulation
 * breaks one, and its checkers must notice.
 */
public interface AuditRules {
  /** Whether what has no next step is seen when the auditor comes by. */
  default boolean looksAtEverything() {
    return true;
  }
}
