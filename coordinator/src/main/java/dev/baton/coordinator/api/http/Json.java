package dev.baton.coordinator.api.http;

import dev.baton.common.api.ApiJson;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/** JSON of requests and answers. */
public final class Json {
  public static final JsonMapper WRITER = ApiJson.lenient();
  private static final JsonMapper READER = ApiJson.strict();
  private static final int MAX_REASON = 300;

  private Json() {}

  /**
   * Reads a body.
   *
   * @throws ProblemFailure naming the place or the field that is wrong
   */
  static <T> T read(byte[] body, Class<T> type) {
    try {
      T value = READER.readValue(body, type);
      if (value == null) {
        throw ProblemFailure.of(
            ProblemCode.BAD_BODY, "The body is null; send a JSON object. Nothing was done.");
      }
      return value;
    } catch (StreamReadException e) {
      throw ProblemFailure.of(
          ProblemCode.BAD_BODY,
          "The body is no JSON at line "
              + e.getLocation().getLineNr()
              + ", column "
              + e.getLocation().getColumnNr()
              + ": "
              + shorten(e.getOriginalMessage())
              + " Nothing was done.");
    } catch (DatabindException e) {
      String field = pathOf(e);
      if (field.isEmpty()) {
        throw ProblemFailure.of(
            ProblemCode.BAD_BODY,
            "The body is not the JSON object that is read here. Nothing was done.");
      }
      if (e instanceof UnrecognizedPropertyException unknown) {
        throw ProblemFailure.ofField(
            ProblemCode.BAD_BODY,
            field,
            "The field '"
                + field
                + "' is unknown here; known are "
                + known(unknown)
                + ". Nothing was done.");
      }
      throw ProblemFailure.ofField(
          ProblemCode.BAD_BODY,
          field,
          "The field '"
              + field
              + "' of the body is wrong: "
              + shorten(e.getOriginalMessage())
              + " Nothing was done.");
    }
  }

  private static String known(UnrecognizedPropertyException e) {
    return e.getKnownPropertyIds().stream()
        .map(Object::toString)
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static String pathOf(JacksonException e) {
    return e.getPath().stream()
        .map(part ->
            part.getPropertyName() == null ? "[" + part.getIndex() + "]" : part.getPropertyName())
        .collect(Collectors.joining("."))
        .replace(".[", "[");
  }

  private static String shorten(String text) {
    String line = text == null ? "" : text.lines().findFirst().orElse("");
    String plain = line.replaceAll("\\(?(class|type) `?[\\w.$]+`?\\)?", "").replaceAll(" +", " ");
    String cut = plain.length() > MAX_REASON ? plain.substring(0, MAX_REASON) + "…" : plain;
    return cut.endsWith(".") ? cut : cut + ".";
  }
}
