package dev.baton.coordinator.api.handler;

import dev.baton.common.api.ApiLimits;
import dev.baton.common.id.ExecutorId;
import dev.baton.common.id.JobKey;
import dev.baton.common.id.Names;
import dev.baton.common.id.RunId;
import dev.baton.common.job.SortedMaps;
import dev.baton.coordinator.api.http.ProblemCode;
import dev.baton.coordinator.api.http.ProblemFailure;
import dev.baton.coordinator.api.http.QueryText;
import dev.baton.coordinator.api.http.Request;
import java.util.SortedMap;

/**
 * Turns texts of a request into what the inside works with. Control characters stay outside: a
 * store may refuse them in the middle of a batch.
 */
final class Texts {
  static final int MAX_REASON = 1_000;

  private static final int MAX_PARAMS = 1_000;
  private static final int MAX_PARAM_CHARS = 64 * 1024;

  private Texts() {}

  static JobKey job(Request request) {
    try {
      return new JobKey(request.value("namespace"), request.value("name"));
    } catch (IllegalArgumentException e) {
      throw ProblemFailure.of(
          ProblemCode.NOT_FOUND, "There is no such job: " + e.getMessage() + ".");
    }
  }

  /** The query's job, or null. */
  static JobKey jobFilter(QueryText query) {
    String text = query.text("job", 2 * Names.MAX_LENGTH + 1);
    try {
      return text == null ? null : JobKey.parse(text);
    } catch (IllegalArgumentException e) {
      throw ProblemFailure.ofField(ProblemCode.BAD_PARAMETER, "job", e.getMessage() + ".");
    }
  }

  static RunId run(Request request) {
    String text = request.value("run");
    try {
      return new RunId(Long.parseLong(text));
    } catch (IllegalArgumentException e) {
      throw notFound("run " + shorten(text));
    }
  }

  static int attempt(Request request) {
    String text = request.value("attempt");
    try {
      int number = Integer.parseInt(text);
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Answered below, like a number that no attempt has.
    }
    throw notFound("attempt " + shorten(text));
  }

  static ExecutorId executor(Request request) {
    String text = request.value("executor");
    try {
      return new ExecutorId(text);
    } catch (IllegalArgumentException e) {
      throw notFound("executor " + shorten(text));
    }
  }

  static ProblemFailure notFound(String what) {
    return ProblemFailure.of(ProblemCode.NOT_FOUND, "There is no " + what + ".");
  }

  /** A text in a body. */
  static String line(String field, String text, int maxLength) {
    if (text.length() > maxLength) {
      throw ProblemFailure.ofField(
          ProblemCode.INVALID,
          field,
          "'" + field + "' is longer than " + maxLength + " characters. Nothing was done.");
    }
    if (text.chars()
        .anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t' && c != '\r')) {
      throw ProblemFailure.ofField(
          ProblemCode.INVALID,
          field,
          "'" + field + "' holds a control character. Nothing was done.");
    }
    return text;
  }

  /** Null stays null. */
  static String requestKey(String field, String key) {
    if (key != null && key.isBlank()) {
      throw ProblemFailure.ofField(
          ProblemCode.INVALID, field, "'" + field + "' is empty; leave it out or fill it.");
    }
    return key == null ? null : line(field, key, ApiLimits.MAX_REQUEST_KEY_LENGTH);
  }

  /** Null becomes empty. */
  static SortedMap<String, String> params(SortedMap<String, String> params) {
    if (params == null) {
      return SortedMaps.empty();
    }
    long chars = 0;
    for (var param : params.entrySet()) {
      String field = "params." + shorten(param.getKey());
      if (!Names.isValid(param.getKey())) {
        throw ProblemFailure.ofField(
            ProblemCode.INVALID,
            field,
            "'"
                + shorten(param.getKey())
                + "' is no name of a parameter: use letters, digits,"
                + " '.', '_' or '-', starting with a letter or a digit. Nothing was done.");
      }
      if (param.getValue() == null) {
        throw ProblemFailure.ofField(
            ProblemCode.INVALID, field, "'" + field + "' is null; give it a text or leave it out.");
      }
      chars += line(field, param.getValue(), MAX_PARAM_CHARS).length();
    }
    if (params.size() > MAX_PARAMS || chars > MAX_PARAM_CHARS) {
      throw ProblemFailure.ofField(
          ProblemCode.INVALID,
          "params",
          "There are more than "
              + MAX_PARAMS
              + " parameters, or more than "
              + MAX_PARAM_CHARS
              + " characters in them. Nothing was done.");
    }
    return SortedMaps.copyOf(params);
  }

  static String shorten(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
