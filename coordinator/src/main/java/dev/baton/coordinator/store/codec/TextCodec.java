package dev.baton.coordinator.store.codec;

import dev.baton.common.id.AttemptId;
import dev.baton.common.job.JobSpec;
import dev.baton.common.job.SortedMaps;
import dev.baton.common.wire.ExecutorMessage.Capacity;
import dev.baton.coordinator.core.state.Incident;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;

/** Values that fill one text column, as JSON. */
public final class TextCodec {
  private static final ObjectWriter SPEC_WRITER = Mappers.JSON.writerFor(JobSpec.class);
  private static final ObjectReader SPEC_READER = Mappers.JSON.readerFor(JobSpec.class);
  private static final ObjectWriter CAPACITY_WRITER = Mappers.JSON.writerFor(Capacity.class);
  private static final ObjectReader CAPACITY_READER = Mappers.JSON.readerFor(Capacity.class);
  private static final ObjectWriter INCIDENT_WRITER = Mappers.JSON.writerFor(Incident.class);
  private static final ObjectReader INCIDENT_READER = Mappers.JSON.readerFor(Incident.class);
  private static final TypeReference<TreeMap<String, String>> MAP = new TypeReference<>() {};
  private static final ObjectWriter MAP_WRITER = Mappers.JSON.writer();
  private static final ObjectReader MAP_READER = Mappers.JSON.readerFor(MAP);

  private TextCodec() {}

  public static String ofSpec(JobSpec spec) {
    return SPEC_WRITER.writeValueAsString(spec);
  }

  public static JobSpec toSpec(String text) {
    return read(SPEC_READER, JobSpec.class, "job definition", text);
  }

  public static String ofIncident(Incident incident) {
    return INCIDENT_WRITER.writeValueAsString(incident);
  }

  public static Incident toIncident(String text) {
    return read(INCIDENT_READER, Incident.class, "incident", text);
  }

  /** Null stays null. */
  public static String ofCapacity(Capacity capacity) {
    return capacity == null ? null : CAPACITY_WRITER.writeValueAsString(capacity);
  }

  public static Capacity toCapacity(String text) {
    return text == null ? null : read(CAPACITY_READER, Capacity.class, "executor capacity", text);
  }

  /** Null for an empty map: most are, and null costs no space. */
  public static String ofMap(SortedMap<String, String> map) {
    return map == null || map.isEmpty() ? null : MAP_WRITER.writeValueAsString(map);
  }

  public static SortedMap<String, String> toMap(String text) {
    return text == null ? SortedMaps.empty() : SortedMaps.copyOf(readMap(text));
  }

  /** Reads {@code run/task/number}; null stays null. */
  public static AttemptId toAttemptId(String text) {
    return text == null ? null : ValueModule.attemptId(text);
  }

  /**
   * The text as every database takes it: PostgreSQL refuses the character zero, and no encoding
   * knows half a surrogate pair. Each becomes the replacement character. Null stays null.
   */
  public static String storable(String text) {
    if (text == null) {
      return null;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || Character.isSurrogate(c)) {
        return replaceUnstorable(text);
      }
    }
    return text;
  }

  private static String replaceUnstorable(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .map(c ->
            c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
        .forEach(out::appendCodePoint);
    return out.toString();
  }

  private static Map<String, String> readMap(String text) {
    try {
      return MAP_READER.readValue(text);
    } catch (JacksonException e) {
      throw unreadable("map", e);
    }
  }

  private static <T> T read(ObjectReader reader, Class<T> type, String what, String text) {
    try {
      return type.cast(reader.readValue(text));
    } catch (JacksonException e) {
      throw unreadable(what, e);
    }
  }

  private static UnreadableException unreadable(String what, JacksonException cause) {
    return new UnreadableException(
        "A stored "
            + what
            + " cannot be read: it is damaged or was written by a newer version of Baton.",
        cause);
  }
}
