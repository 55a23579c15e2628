package dev.baton.coordinator.core.audit;

/**
 * Something does not hold.
 *
 * @param subject what it is about, as people name it
 * @param what how it stands, as a sentence without its full stop
 */
public record Finding(AuditCheck check, String subject, String what, Mend mend) {
  static Finding forOperator(AuditCheck check, String subject, String what) {
    return new Finding(check, subject, what, new Mend.None());
  }

  boolean isMendable() {
    return !(mend instanceof Mend.None);
  }
}
