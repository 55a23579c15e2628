package dev.baton.coordinator.api.http;

import dev.baton.common.api.ApiLimits;
import dev.baton.common.api.ClusterView.CallerRole;
import java.util.Set;

/**
 * One operation of the API.
 *
 * @param path without the prefix {@code /api/v1}
 * @param role least role of the caller; null = anyone
 * @param leader whether only the leader can answer
 * @param query names of its query parameters
 * @param answersAtRoot whether the path is also served without the prefix
 * @param upgrades whether the request may become an event stream
 */
public record Route(
    String method,
    PathTemplate path,
    CallerRole role,
    boolean leader,
    Body body,
    Set<String> query,
    boolean answersAtRoot,
    boolean upgrades,
    Handler handler) {

  /** Answers a request; may block. */
  @FunctionalInterface
  public interface Handler {
    /**
     * @throws ProblemFailure for an answer that is a problem
     * @throws InterruptedException when the server is closed
     */
    Answer handle(Request request) throws InterruptedException;
  }

  /** What a request brings. */
  public enum Body {
    NONE(0),
    OPTIONAL_JSON(ApiLimits.MAX_BODY_BYTES),
    JSON(ApiLimits.MAX_BODY_BYTES),
    /** YAML or JSON. */
    JOB_FILE(ApiLimits.MAX_JOB_FILE_BYTES);

    private final int maxBytes;

    Body(int maxBytes) {
      this.maxBytes = maxBytes;
    }

    int maxBytes() {
      return maxBytes;
    }

    /** {@code type} is null where the request names none. */
    boolean accepts(String type) {
      String plain =
          type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(java.util.Locale.ROOT);
      return switch (this) {
        case NONE -> true;
        case JSON, OPTIONAL_JSON -> plain.equals("application/json");
        case JOB_FILE ->
            switch (plain) {
              case "application/json",
                  "application/yaml",
                  "application/x-yaml",
                  "text/yaml",
                  "text/x-yaml",
                  "text/plain" ->
                  true;
              default -> false;
            };
      };
    }
  }

  public static Route read(String path, CallerRole role, Handler handler, String... query) {
    return new Route(
        "GET", PathTemplate.of(path), role, false, Body.NONE, Set.of(query), false, false, handler);
  }

  public static Route route(
      String method, String path, CallerRole role, Body body, Handler handler) {
    return new Route(
        method, PathTemplate.of(path), role, false, body, Set.of(), false, false, handler);
  }

  /** The same, answered by the leader alone; {@code guarded} sees to that. */
  public Route onLeader(Handler guarded) {
    return new Route(method, path, role, true, body, query, answersAtRoot, upgrades, guarded);
  }

  public Route withQuery(String... names) {
    return new Route(
        method, path, role, leader, body, Set.of(names), answersAtRoot, upgrades, handler);
  }

  public Route alsoAtRoot() {
    return new Route(method, path, role, leader, body, query, true, upgrades, handler);
  }

  public Route upgrading() {
    return new Route(method, path, role, leader, body, query, answersAtRoot, true, handler);
  }
}
