package dev.baton.coordinator.core.state;

import java.util.List;

/**
 * What a new leader needs of incidents.
 *
 * @param incidents those that are open, and the newest of the closed ones, by id
 * @param touches of the open ones, as far as their runs have not ended
 * @param lastLeadership the newest leadership written down; null if there was none
 * @param nextId first incident number never given
 */
public record IncidentRecords(
    List<Incident> incidents,
    List<IncidentTouch> touches,
    LeadershipRow lastLeadership,
    long nextId) {
  /** Closed incidents that a new leader is given. */
  public static final int MAX_CLOSED = 200;

  public static final IncidentRecords NONE = new IncidentRecords(List.of(), List.of(), null, 1);
}
