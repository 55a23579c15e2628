package dev.baton.coordinator.api.view;

import dev.baton.common.api.EventType.LeadershipView;
import dev.baton.common.api.IncidentView;
import dev.baton.common.api.IncidentView.ActionView;
import dev.baton.common.api.IncidentView.EvidenceView;
import dev.baton.common.api.IncidentView.ProbeView;
import dev.baton.common.api.IncidentView.TimesView;
import dev.baton.common.api.IncidentView.TouchView;
import dev.baton.coordinator.core.state.Incident;
import dev.baton.coordinator.core.state.Incident.Times;
import dev.baton.coordinator.core.state.IncidentTouch;
import dev.baton.coordinator.core.state.LeadershipRow;
import java.time.Duration;
import java.time.Instant;

/** Incidents in the words of the API. */
public final class IncidentViews {
  private IncidentViews() {}

  public static IncidentView incident(Incident row) {
    Times times = row.times();
    return new IncidentView(
        row.id(),
        row.kind(),
        row.subject(),
        row.step(),
        row.cause(),
        row.summary(),
        row.occurrences(),
        times.beganAt(),
        times.detectedAt(),
        times.diagnosedAt(),
        times.recoveringAt(),
        times.verifyingAt(),
        times.resolvedAt(),
        times.changedAt(),
        new TimesView(
            ms(times.beganAt(), times.detectedAt()),
            ms(times.detectedAt(), times.diagnosedAt()),
            ms(times.detectedAt(), times.verifyingAt()),
            ms(times.verifyingAt(), times.resolvedAt())),
        row.evidence().stream()
            .map(line -> new EvidenceView(line.at(), line.source(), line.text()))
            .toList(),
        row.evidenceDropped(),
        row.plan().stream()
            .map(action ->
                new ActionView(action.name(), action.what(), action.state(), action.detail()))
            .toList(),
        row.probes().stream()
            .map(probe -> new ProbeView(probe.name(), probe.holds(), probe.detail()))
            .toList(),
        row.attempts(),
        row.runs(),
        row.epoch(),
        row.closedBy());
  }

  private static Long ms(Instant from, Instant to) {
    return from == null || to == null ? null : Duration.between(from, to).toMillis();
  }

  public static TouchView touch(IncidentTouch touch) {
    return new TouchView(
        touch.incident(),
        touch.attempt().run().value(),
        touch.attempt().task(),
        touch.attempt().number(),
        touch.at());
  }

  public static LeadershipView leadership(LeadershipRow row) {
    return new LeadershipView(
        row.epoch(), row.coordinator(), row.beganAt(), row.endedAt(), row.endReason());
  }
}
