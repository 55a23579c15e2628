package dev.baton.coordinator.core.incident;

import dev.baton.common.incident.ActionState;
import dev.baton.common.incident.IncidentKind;
import dev.baton.common.incident.IncidentStep;
import dev.baton.coordinator.core.audit.AuditVerdict;

/**
 * What the auditor finds: one incident for each check, however many things it is about. The look
 * that follows is its probe.
 */
final class AuditIncidents {
  static final String MEND = "take-next-step";
  static final String PROBE = "next-look";

  private final IncidentBook book;

  AuditIncidents(IncidentBook book) {
    this.book = book;
  }

  /** All was looked at once. */
  void told(AuditVerdict verdict) {
    String subject = verdict.check().id();
    Dossier dossier = book.open(IncidentKind.AUDIT, subject);
    boolean waits = dossier != null && dossier.step == IncidentStep.AWAITING_OPERATOR;
    if (waits) {
      for (String line : verdict.fresh()) {
        book.evidence(dossier, line);
      }
    } else if (!verdict.fresh().isEmpty()) {
      dossier = book.raise(IncidentKind.AUDIT, subject, verdict.since());
      if (dossier != null) {
        begin(dossier, verdict);
      }
    }
    if (dossier != null) {
      follow(dossier, verdict);
    }
  }

  private void begin(Dossier dossier, AuditVerdict verdict) {
    dossier.cause(verdict.check().cause());
    book.evidence(
        dossier,
        "it does not hold that "
            + verdict.check().holds()
            + ": "
            + verdict.found()
            + " found, seen in two looks one after the other or when the leader began");
    verdict.fresh().forEach(line -> book.evidence(dossier, line));
    book.move(dossier, IncidentStep.DIAGNOSED);
  }

  private void follow(Dossier dossier, AuditVerdict verdict) {
    if (verdict.holds()) {
      dossier.probe(PROBE, true, "the auditor has looked at everything and finds nothing of it");
      book.move(dossier, IncidentStep.VERIFYING);
      book.close(dossier, "It holds again that " + verdict.check().holds() + ".");
      return;
    }
    dossier.probe(PROBE, false, verdict.found() + " found");
    if (verdict.found() == 0) {
      return;
    }
    if (verdict.toMend() > 0) {
      dossier.action(
          MEND,
          "take the next step that was missing",
          ActionState.DONE,
          verdict.toMend() + " so far");
      book.move(dossier, IncidentStep.RECOVERING);
    }
    if (verdict.givenUp() > 0) {
      dossier.summary(
          "It does not hold that "
              + verdict.check().holds()
              + ", in "
              + verdict.givenUp()
              + " cases that the coordinator cannot mend by itself. "
              + verdict.check().todo());
      book.move(dossier, IncidentStep.AWAITING_OPERATOR);
    } else {
      dossier.summary("The next step was taken; the auditor's next look shows whether it helped.");
      book.move(dossier, IncidentStep.VERIFYING);
    }
  }
}
