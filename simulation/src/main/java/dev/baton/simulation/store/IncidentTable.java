package dev.baton.simulation.store;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.RunId;
import dev.baton.coordinator.core.state.Incident;
import dev.baton.coordinator.core.state.IncidentRecords;
import dev.baton.coordinator.core.state.IncidentTouch;
import dev.baton.coordinator.core.state.LeadershipRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Rows of incidents and of what they touch. */
public final class IncidentTable {
  private final TreeMap<Long, Incident> rows = new TreeMap<>();
  private final TreeSet<Long> open = new TreeSet<>();
  private final TreeMap<Long, TreeMap<AttemptId, IncidentTouch>> touches = new TreeMap<>();
  private LeadershipRow lastLeadership;

  void put(Incident row) {
    rows.put(row.id(), row);
    if (row.step().isClosed()) {
      open.remove(row.id());
    } else {
      open.add(row.id());
    }
  }

  void put(IncidentTouch touch) {
    touches.computeIfAbsent(touch.incident(), id -> new TreeMap<>()).put(touch.attempt(), touch);
  }

  void put(LeadershipRow row) {
    lastLeadership = row;
  }

  void putAll(IncidentTable other) {
    rows.putAll(other.rows);
    open.addAll(other.open);
    other.touches.forEach((id, list) -> touches.put(id, new TreeMap<>(list)));
    lastLeadership = other.lastLeadership;
  }

  IncidentRecords records(Predicate<RunId> isActive) {
    List<Incident> known = new ArrayList<>();
    int closed = 0;
    for (Incident row : rows.descendingMap().values()) {
      if (!row.step().isClosed()) {
        known.addFirst(row);
      } else if (closed++ < IncidentRecords.MAX_CLOSED) {
        known.addFirst(row);
      }
    }
    List<IncidentTouch> ofOpen = new ArrayList<>();
    for (long id : open) {
      for (IncidentTouch touch : touchesOf(id)) {
        if (isActive.test(touch.attempt().run())) {
          ofOpen.add(touch);
        }
      }
    }
    long next = rows.isEmpty() ? 1 : rows.lastKey() + 1;
    return new IncidentRecords(known, ofOpen, lastLeadership, next);
  }

  /** Null if there is none. */
  public Incident row(long id) {
    return rows.get(id);
  }

  /** All, by id. */
  public List<Incident> all() {
    return List.copyOf(rows.values());
  }

  /** Those that are not closed, by id. */
  public List<Incident> open() {
    List<Incident> list = new ArrayList<>();
    open.forEach(id -> list.add(rows.get(id)));
    return list;
  }

  public Collection<IncidentTouch> touchesOf(long id) {
    TreeMap<AttemptId, IncidentTouch> list = touches.get(id);
    return list == null ? List.of() : list.values();
  }
}
