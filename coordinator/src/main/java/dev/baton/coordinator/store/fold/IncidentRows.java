package dev.baton.coordinator.store.fold;

import dev.baton.common.id.AttemptId;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.Incident;
import dev.baton.coordinator.core.state.IncidentTouch;
import dev.baton.coordinator.core.state.LeadershipRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a batch leaves to write of incidents. No key appears twice in one list. */
public record IncidentRows(
    List<Incident> incidents, List<IncidentTouch> touches, List<LeadershipRow> leaderships) {

  /** Takes the facts of one batch. */
  static final class Taker {
    private record TouchKey(long incident, AttemptId attempt) {}

    private final Map<Long, Incident> incidents = new LinkedHashMap<>();
    private final Map<TouchKey, IncidentTouch> touches = new LinkedHashMap<>();
    private final Map<Long, LeadershipRow> leaderships = new LinkedHashMap<>();

    void take(Fact.IncidentChanged fact) {
      incidents.put(fact.incident().id(), fact.incident());
    }

    void take(Fact.IncidentTouched fact) {
      IncidentTouch touch = fact.touch();
      touches.put(new TouchKey(touch.incident(), touch.attempt()), touch);
    }

    void take(Fact.LeadershipChanged fact) {
      leaderships.put(fact.leadership().epoch(), fact.leadership());
    }

    IncidentRows rows() {
      return new IncidentRows(
          List.copyOf(incidents.values()),
          List.copyOf(touches.values()),
          List.copyOf(leaderships.values()));
    }
  }
}
