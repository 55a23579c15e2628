package dev.baton.coordinator.api.http;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A path with named places: {@code /runs/{run}/cancel}. */
public record PathTemplate(String text, List<String> segments) {
  public static PathTemplate of(String text) {
    return new PathTemplate(text, List.of(text.substring(1).split("/")));
  }

  /** The values of the named places, or null if the path is another one. */
  Map<String, String> match(List<String> path) {
    if (path.size() != segments.size()) {
      return null;
    }
    Map<String, String> values = new TreeMap<>();
    for (int i = 0; i < path.size(); i++) {
      String segment = segments.get(i);
      if (segment.startsWith("{")) {
        if (path.get(i).isEmpty()) {
          return null;
        }
        values.put(segment.substring(1, segment.length() - 1), path.get(i));
      } else if (!segment.equals(path.get(i))) {
        return null;
      }
    }
    return values;
  }
}
