package dev.baton.coordinator.core.incident;

/**
 * The rules that make an incident a proof, one method each. Open for overriding for one purpose:
 * the simulation breaks one, and its checkers must notice.
 */
public interface IncidentRules {
  /** Whether a new leader goes on with the incidents of those before it. */
  default boolean resumesIncidents() {
    return true;
  }

  /** Whether an incident is resolved only when its probes hold. */
  default boolean verifiesIncidents() {
    return true;
  }

  /** Whether a probation ends only when the executor has stayed, or an operator decides. */
  default boolean endsProbationByProof() {
    return true;
  }

  /** Whether what an incident touches is linked to it. */
  default boolean linksIncidents() {
    return true;
  }
}
