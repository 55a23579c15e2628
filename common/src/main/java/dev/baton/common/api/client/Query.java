package dev.baton.common.api.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/** Builds a path with its query; values that are null or empty are left out. */
final class Query {
  private final StringBuilder text;
  private char separator = '?';

  private Query(String path) {
    this.text = new StringBuilder(path);
  }

  /** {@code parts} alternate between text taken as it is and one name to be encoded. */
  static Query of(String... parts) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < parts.length; i++) {
      path.append(i % 2 == 0 ? parts[i] : encode(parts[i]));
    }
    return new Query(path.toString());
  }

  Query with(String name, Object value) {
    if (value != null && !value.toString().isEmpty()) {
      text.append(separator).append(name).append('=').append(encode(value.toString()));
      separator = '&';
    }
    return this;
  }

  Query withAll(String name, Collection<?> values) {
    return with(name, String.join(",", values.stream().map(Object::toString).sorted().toList()));
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
