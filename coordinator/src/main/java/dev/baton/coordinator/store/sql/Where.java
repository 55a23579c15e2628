package dev.baton.coordinator.store.sql;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Conditions that all must hold, with the values they name. */
final class Where {
  private final StringBuilder text = new StringBuilder();
  private final Map<String, Object> values = new LinkedHashMap<>();

  void and(String condition) {
    text.append(text.isEmpty() ? " WHERE " : " AND ").append(condition);
  }

  /** A condition that names exactly one {@code :value}. */
  void and(String condition, Object value) {
    and(condition);
    int colon = condition.indexOf(':');
    int end = colon + 1;
    while (end < condition.length() && Character.isJavaIdentifierPart(condition.charAt(end))) {
      end++;
    }
    bind(condition.substring(colon + 1, end), value);
  }

  void andIf(boolean wanted, String condition, Object value) {
    if (wanted) {
      and(condition, value);
    }
  }

  void bind(String name, Object value) {
    values.put(name, value);
  }

  /** The pattern of a LIKE with {@code ESCAPE '!'} that finds the text anywhere, in any case. */
  static String containing(String part) {
    String escaped = part.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    return "%" + escaped.toLowerCase(Locale.ROOT) + "%";
  }

  Query query(Handle handle, String select, String orderBy, int limit) {
    Query query = handle.createQuery(select + text + orderBy + " LIMIT :limit");
    values.forEach(query::bind);
    return query.bind("limit", limit);
  }
}
