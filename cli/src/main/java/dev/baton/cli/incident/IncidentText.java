package dev.baton.cli.incident;

import dev.baton.cli.client.Table;
import dev.baton.common.api.IncidentView;
import dev.baton.common.api.IncidentView.TouchView;
import java.util.List;
import java.util.Locale;

/** Incidents as people read them. */
final class IncidentText {
  private IncidentText() {}

  static String list(List<IncidentView> incidents) {
    Table table =
        new Table("INCIDENT", "KIND", "SUBJECT", "STEP", "CAUSE", "DETECTED", "RUNS", "SUMMARY");
    for (IncidentView each : incidents) {
      table.row(
          each.id(),
          each.kind(),
          each.subject(),
          each.step(),
          each.cause(),
          each.detectedAt(),
          each.runs(),
          each.summary());
    }
    return table.text("There are no such incidents.");
  }

  static String show(IncidentView incident, List<TouchView> touched) {
    StringBuilder text = new StringBuilder();
    text.append("Incident ")
        .append(incident.id())
        .append(": ")
        .append(incident.kind())
        .append(" of ")
        .append(incident.subject())
        .append(", ")
        .append(incident.step())
        .append("\n  ")
        .append(incident.summary())
        .append("\n  Cause: ")
        .append(incident.cause());
    if (incident.occurrences() > 1) {
      text.append(", happened ").append(incident.occurrences()).append(" times");
    }
    text.append("\n\nTimes\n").append(times(incident)).append("\nEvidence\n");
    Table evidence = new Table("AT", "SEEN BY", "WHAT");
    incident.evidence().forEach(line -> evidence.row(line.at(), line.source(), line.text()));
    text.append(evidence.text("none\n"));
    if (incident.evidenceDropped() > 0) {
      text.append("(")
          .append(incident.evidenceDropped())
          .append(" lines in the middle left out)\n");
    }
    Table plan = new Table("ACTION", "STATE", "WHAT", "DETAIL");
    incident
        .plan()
        .forEach(action -> plan.row(action.name(), action.state(), action.what(), action.detail()));
    text.append("\nPlan\n").append(plan.text("none\n"));
    Table probes = new Table("PROBE", "HOLDS", "DETAIL");
    incident
        .probes()
        .forEach(probe -> probes.row(probe.name(), probe.holds() ? "yes" : "no", probe.detail()));
    text.append("\nProof\n").append(probes.text("no probe yet\n"));
    if (incident.attempts() > 0) {
      Table scope = new Table("RUN", "TASK", "ATTEMPT", "AT");
      touched.forEach(each -> scope.row(each.run(), each.task(), each.attempt(), each.at()));
      text.append("\nTouched: ")
          .append(incident.attempts())
          .append(" attempts of ")
          .append(incident.runs())
          .append(" runs\n")
          .append(scope.text("none\n"));
    }
    return text.toString();
  }

  private static String times(IncidentView incident) {
    Table table = new Table("STEP", "AT", "TOOK");
    table.row("all was well", incident.beganAt(), null);
    table.row("detected", incident.detectedAt(), ms(incident.times().detectMs()));
    table.row("diagnosed", incident.diagnosedAt(), ms(incident.times().diagnoseMs()));
    table.row("recovered", incident.verifyingAt(), ms(incident.times().recoverMs()));
    table.row("verified", incident.resolvedAt(), ms(incident.times().verifyMs()));
    return table.text("");
  }

  private static String ms(Long ms) {
    return ms == null ? null : String.format(Locale.ROOT, "%,d ms", ms);
  }
}
