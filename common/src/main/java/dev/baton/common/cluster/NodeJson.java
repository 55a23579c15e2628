package dev.baton.common.cluster;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Nodes are JSON, so that people can read them with ZooKeeper's own tools. */
final class NodeJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .changeDefaultNullHandling(any -> JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL))
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private NodeJson() {}

  static byte[] write(Object node) {
    return MAPPER.writeValueAsBytes(node);
  }

  static <T> T read(byte[] bytes, Class<T> type) {
    T node;
    try {
      node = bytes == null ? null : MAPPER.readValue(bytes, type);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not a " + type.getSimpleName(), e);
    }
    if (node == null) {
      throw new IllegalArgumentException("an empty " + type.getSimpleName());
    }
    return node;
  }
}
