package dev.baton.coordinator.core.audit;

import java.time.Instant;
import java.util.List;

/**
 * How one check stands after all was looked at once.
 *
 * @param since when the first of what is found was first seen; null if nothing is found
 * @param found how many things it is about; 0 = it holds
 * @param suspected seen once only: no finding yet, and no proof that all is well
 * @param fresh lines about what is found for the first time; the first few
 * @param toMend of what is found, how many next steps are about to be taken
 * @param givenUp of what is found, how many have no safe next step, or it did not help
 */
public record AuditVerdict(
    AuditCheck check,
    Instant since,
    int found,
    int suspected,
    List<String> fresh,
    int toMend,
    int givenUp) {
  public AuditVerdict {
    fresh = List.copyOf(fresh);
  }

  /** Whether nothing was seen. */
  public boolean holds() {
    return found == 0 && suspected == 0;
  }
}
