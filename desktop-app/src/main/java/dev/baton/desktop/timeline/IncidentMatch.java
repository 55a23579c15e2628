package dev.baton.desktop.timeline;

import dev.baton.common.api.FailoverEventView;
import dev.baton.common.api.IncidentView;
import dev.baton.common.incident.IncidentKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Finds the incident that a failover event belongs to: of a kind that brings such events, about the
 * same subject, under way at that moment. Pure.
 */
final class IncidentMatch {
  /** The event and the incident are dated by the same coordinator, but not at the same moment. */
  private static final Duration SLACK = Duration.ofSeconds(2);

  private IncidentMatch() {}

  /**
   * @param incidents newest first
   * @return null if it belongs to none that is known
   */
  static IncidentView of(FailoverEventView event, List<IncidentView> incidents) {
    if (event.kind() == null || event.at() == null) {
      return null;
    }
    for (IncidentView incident : incidents) {
      if (brings(incident, event) && isUnderWay(incident, event.at())) {
        return incident;
      }
    }
    return null;
  }

  private static boolean brings(IncidentView incident, FailoverEventView event) {
    return switch (event.kind()) {
      case EXECUTOR_SUSPECT,
          EXECUTOR_LOST,
          EXECUTOR_RETURNED,
          EXECUTOR_JOINED,
          EXECUTOR_LEFT,
          EXECUTOR_CORDONED,
          EXECUTOR_UNCORDONED ->
          incident.kind() == IncidentKind.EXECUTOR_LOST
              && incident.subject().equals(event.subject());
      case LEADER_RAISED -> incident.kind() == IncidentKind.LEADER_CHANGED;
      case STORE_AWAY, STORE_BACK -> incident.kind() == IncidentKind.STORE_AWAY;
      case STORE_WENT_BACK_IN_TIME -> incident.kind() == IncidentKind.STORE_WENT_BACK;
      case CLOCK_STEPPED, CLOCK_STEADY ->
          incident.kind() == IncidentKind.CLOCK_STEPPED
              && incident.subject().equals(event.subject());
      case EXECUTOR_REFUSED -> false;
    };
  }

  private static boolean isUnderWay(IncidentView incident, Instant at) {
    Instant from = incident.beganAt() == null ? incident.detectedAt() : incident.beganAt();
    return from != null
        && !at.isBefore(from.minus(SLACK))
        && (incident.resolvedAt() == null || !at.isAfter(incident.resolvedAt().plus(SLACK)));
  }
}
