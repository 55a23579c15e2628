package dev.baton.coordinator.api.http;

import java.util.Map;
import java.util.TreeMap;

/** What a request is answered with. */
public record Answer(int status, String contentType, byte[] body, Map<String, String> headers) {
  public static final String JSON = "application/json";
  public static final String PROBLEM = "application/problem+json";
  public static final String BYTES = "application/octet-stream";

  public static Answer of(int status, String contentType, byte[] body) {
    return new Answer(status, contentType, body, Map.of());
  }

  public static Answer ok(Object value) {
    return json(200, value);
  }

  public static Answer json(int status, Object value) {
    return of(status, JSON, Json.WRITER.writeValueAsBytes(value));
  }

  static Answer problem(ProblemFailure failure, String instance) {
    byte[] body = Json.WRITER.writeValueAsBytes(failure.toProblem(instance));
    return new Answer(failure.code().status(), PROBLEM, body, failure.headers());
  }

  public Answer with(String header, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(header, value);
    return new Answer(status, contentType, body, more);
  }
}
