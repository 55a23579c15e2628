package dev.baton.coordinator.api.event;

import dev.baton.common.api.EventType;
import java.util.Set;

/** Writes an EventFrame from JSON that its events already have. */
final class EventFrames {
  private EventFrames() {}

  /** {@code types} empty = all. Returns how many events it holds. */
  static int write(StringBuilder json, EventHub.Slice slice, Set<EventType> types) {
    int count = 0;
    json.append("{\"items\":[");
    for (Event event : slice.items()) {
      if (types.isEmpty() || types.contains(event.type())) {
        json.append(count == 0 ? "" : ",").append(event.json());
        count++;
      }
    }
    json.append("],\"nextFrom\":").append(slice.nextFrom()).append('}');
    return count;
  }
}
