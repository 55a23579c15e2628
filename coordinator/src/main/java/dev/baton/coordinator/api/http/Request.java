package dev.baton.coordinator.api.http;

import dev.baton.coordinator.api.auth.Caller;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A request that has passed the door: its path is known, its caller may ask for it, its body is
 * within the limit.
 *
 * @param target path and query as they came
 * @param values of the named places in the path
 * @param caller null where the route needs none
 * @param origin where it came from, for the audit
 * @param authorization the header as it came, to pass the request on; may be null
 * @param hops how often it has been passed on
 */
public record Request(
    Route route,
    String target,
    Map<String, String> values,
    QueryText query,
    String contentType,
    byte[] body,
    Caller caller,
    String origin,
    String authorization,
    int hops) {

  /** Value of a named place in the path. */
  public String value(String name) {
    return values.get(name);
  }

  /** The body as the record that it should be. */
  public <T> T json(Class<T> type) {
    return Json.read(body, type);
  }

  /** The same, where the body may be left out. */
  public <T> T json(Class<T> type, T absent) {
    return body.length == 0 ? absent : Json.read(body, type);
  }

  /** The body as text; what is not UTF-8 is refused. */
  public String text() {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(body)).toString();
    } catch (java.nio.charset.CharacterCodingException e) {
      throw ProblemFailure.of(
          ProblemCode.BAD_BODY,
          "The body is not UTF-8 text. Save the file as UTF-8. Nothing was done.");
    }
  }

  /** The path as it came, without the query. */
  public String path() {
    int mark = target.indexOf('?');
    return mark < 0 ? target : target.substring(0, mark);
  }
}
