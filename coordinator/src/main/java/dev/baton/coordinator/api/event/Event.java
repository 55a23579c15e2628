package dev.baton.coordinator.api.event;

import dev.baton.common.api.EventType;
import dev.baton.common.api.EventView;
import dev.baton.coordinator.api.http.Json;
import java.time.Instant;

/** A numbered change; its JSON is made once, when the first client wants it. */
public final class Event {
  private final long number;
  private final Instant at;
  private final EventType type;
  private final String subject;
  private final Object data;

  /** Written by whoever is first; two that write it write the same. */
  private volatile String json;

  Event(long number, Instant at, EventType type, String subject, Object data) {
    this.number = number;
    this.at = at;
    this.type = type;
    this.subject = subject;
    this.data = data;
  }

  public long number() {
    return number;
  }

  public EventType type() {
    return type;
  }

  public String subject() {
    return subject;
  }

  public Object data() {
    return data;
  }

  public String json() {
    String known = json;
    if (known == null) {
      known =
          Json.WRITER.writeValueAsString(
              new EventView(number, at, type, subject, Json.WRITER.valueToTree(data)));
      json = known;
    }
    return known;
  }
}
