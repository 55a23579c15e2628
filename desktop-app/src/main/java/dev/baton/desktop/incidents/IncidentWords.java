package dev.baton.desktop.incidents;

import dev.baton.common.api.IncidentView;
import dev.baton.common.api.IncidentView.ActionView;
import dev.baton.common.api.IncidentView.ProbeView;
import dev.baton.common.incident.IncidentCause;
import dev.baton.desktop.i18n.Texts;
import dev.baton.desktop.i18n.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * An incident in the operator's language. What the cluster names by a code is translated; the
 * sentences of its coordinators stay as they are, for they are evidence.
 */
public final class IncidentWords {
  private final Texts texts;
  private final Times times;

  public IncidentWords(Texts texts, Times times) {
    this.texts = texts;
    this.times = times;
  }

  public String step(IncidentView incident) {
    return texts.word("incidentStep", incident.step());
  }

  public String kind(IncidentView incident) {
    return texts.word("incidentKind", incident.kind());
  }

  /** A few words: empty while it is not told. */
  public String cause(IncidentView incident) {
    return incident.cause() == null || incident.cause() == IncidentCause.UNKNOWN
        ? ""
        : texts.word("incidentCause", incident.cause());
  }

  /** A sentence on what the cause means. */
  public String causeHint(IncidentView incident) {
    IncidentCause cause = incident.cause() == null ? IncidentCause.UNKNOWN : incident.cause();
    return texts.word("incidentCauseHint", cause.name(), "");
  }

  /** {@code Executor lost: executor-2}. */
  public String title(IncidentView incident) {
    return texts.get("incident.title", kind(incident), incident.subject());
  }

  /** What an action does. */
  public String what(ActionView action) {
    return texts.word("incidentAction", action.name(), action.what());
  }

  /** What a proposed action risks; empty = nothing that is known here. */
  public String risk(ActionView action) {
    return texts.word("incidentRisk", action.name(), "");
  }

  /** What must hold. */
  public String probe(ProbeView probe) {
    return texts.word("incidentProbe", probe.name(), probe.name());
  }

  /** {@code 1.2 s}; empty while it is not known. */
  public String length(Long ms) {
    return ms == null ? "" : times.length(Duration.ofMillis(ms));
  }

  /** From when all was well, or from its detection, until it was resolved or until now. */
  public Duration outage(IncidentView incident, Instant now) {
    Instant from = incident.beganAt() == null ? incident.detectedAt() : incident.beganAt();
    Instant to = incident.resolvedAt() == null ? now : incident.resolvedAt();
    return from == null ? Duration.ZERO : Duration.between(from, to);
  }

  /** Whether some of its words contain the text. */
  boolean mentions(IncidentView incident, String text) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    return wanted.isEmpty()
        || ("#" + incident.id()).equals(wanted)
        || contains(incident.subject(), wanted)
        || contains(kind(incident), wanted)
        || contains(cause(incident), wanted)
        || contains(incident.summary(), wanted);
  }

  private static boolean contains(String text, String wanted) {
    return text != null && text.toLowerCase(Locale.ROOT).contains(wanted);
  }
}
