package dev.baton.coordinator.api.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Finds the route of a path; answers what no route takes. */
public final class Router {
  public static final String PREFIX = "/api/v1";

  private final List<Route> routes;

  public Router(List<Route> routes) {
    this.routes = List.copyOf(routes);
  }

  public List<Route> routes() {
    return routes;
  }

  record Found(Route route, Map<String, String> values) {}

  /**
   * @param path as it came, without the query
   */
  Found find(String method, String path) {
    boolean prefixed = path.startsWith(PREFIX + "/");
    List<String> segments = segments(prefixed ? path.substring(PREFIX.length()) : path);
    TreeSet<String> allowed = new TreeSet<>();
    for (Route route : routes) {
      if (prefixed || route.answersAtRoot()) {
        Map<String, String> values = route.path().match(segments);
        if (values != null) {
          if (route.method().equals(method)) {
            return new Found(route, values);
          }
          allowed.add(route.method());
        }
      }
    }
    if (allowed.isEmpty()) {
      throw ProblemFailure.of(
          ProblemCode.NO_SUCH_PATH,
          "There is nothing at "
              + shorten(path)
              + ". Paths begin with "
              + PREFIX
              + " and stand in docs/openapi.yaml.");
    }
    String methods = String.join(", ", allowed);
    throw ProblemFailure.methodNotAllowed(
        "This path does not take " + shorten(method) + "; it takes " + methods + ".", methods);
  }

  /** Decoded after cutting, so that an encoded slash stays within its segment. */
  private static List<String> segments(String path) {
    List<String> segments = new ArrayList<>();
    for (String segment : path.substring(Math.min(1, path.length())).split("/", -1)) {
      segments.add(QueryText.decode(segment.replace("+", "%2B")));
    }
    return segments;
  }

  private static String shorten(String text) {
    return text.length() <= 200 ? text : text.substring(0, 200) + "…";
  }
}
