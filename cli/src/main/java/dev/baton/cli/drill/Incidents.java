package dev.baton.cli.drill;

import dev.baton.common.api.IncidentView;
import dev.baton.common.api.client.RecoveryClient.IncidentQuery;
import dev.baton.common.incident.IncidentKind;
import dev.baton.common.incident.IncidentStep;
import java.time.Instant;
import java.util.function.Function;
import java.util.stream.Stream;

/** When the incident of a fault was raised, and when it was over. */
final class Incidents {
  private static final int NEWEST = 50;

  private final DrillGround ground;

  Incidents(DrillGround ground) {
    this.ground = ground;
  }

  /**
   * How long after the fault the first line of evidence was recorded; waits for it.
   *
   * @param subject null = any
   */
  long raisedAfterMs(IncidentKind kind, String subject, long faultMs, long patienceMs)
      throws InterruptedException {
    Instant fault = Instant.ofEpochMilli(faultMs);
    Instant first =
        await(
            "an incident " + kind,
            patienceMs,
            incident ->
                isAbout(incident, kind, subject)
                    ? incident.evidence().stream()
                        .map(IncidentView.EvidenceView::at)
                        .filter(at -> !at.isBefore(fault))
                    : Stream.empty());
    return first.toEpochMilli() - faultMs;
  }

  /** When an incident of that kind was RESOLVED after the fault; waits for it. */
  long closedMs(IncidentKind kind, long faultMs, long patienceMs) throws InterruptedException {
    Instant fault = Instant.ofEpochMilli(faultMs);
    return await(
            "the incident " + kind + " to be resolved",
            patienceMs,
            incident ->
                isAbout(incident, kind, null)
                        && incident.step() == IncidentStep.RESOLVED
                        && incident.resolvedAt().isAfter(fault)
                    ? Stream.of(incident.resolvedAt())
                    : Stream.empty())
        .toEpochMilli();
  }

  private static boolean isAbout(IncidentView incident, IncidentKind kind, String subject) {
    return incident.kind() == kind && (subject == null || subject.equals(incident.subject()));
  }

  private Instant await(
      String what, long patienceMs, Function<IncidentView, Stream<Instant>> moments)
      throws InterruptedException {
    Instant[] found = new Instant[1];
    ground.await(
        what,
        patienceMs,
        () -> {
          found[0] =
              ground.client().recovery().incidents(IncidentQuery.ALL, null, NEWEST).items().stream()
                  .flatMap(moments)
                  .min(Instant::compareTo)
                  .orElse(null);
          return found[0] != null;
        });
    return found[0];
  }
}
