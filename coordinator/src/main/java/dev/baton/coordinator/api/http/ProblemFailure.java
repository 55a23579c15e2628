package dev.baton.coordinator.api.http;

import dev.baton.common.api.FileProblem;
import dev.baton.common.api.Problem;
import java.util.List;
import java.util.Map;

/** Ends a request with a problem. Carries no stack trace: it is an answer, not a defect. */
public final class ProblemFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final String RETRY_AFTER_SECONDS = "1";

  private final ProblemCode code;
  private final String field;
  private final transient List<FileProblem> problems;
  private final transient Map<String, String> headers;

  private ProblemFailure(
      ProblemCode code,
      String detail,
      String field,
      List<FileProblem> problems,
      Map<String, String> headers) {
    super(detail, null, false, false);
    this.code = code;
    this.field = field;
    this.problems = problems;
    this.headers = headers;
  }

  public static ProblemFailure of(ProblemCode code, String detail) {
    return ofField(code, null, detail);
  }

  /** {@code field} is the parameter or the body's field that is wrong. */
  public static ProblemFailure ofField(ProblemCode code, String field, String detail) {
    Map<String, String> headers =
        code == ProblemCode.UNAUTHORIZED
            ? Map.of("WWW-Authenticate", "Bearer realm=\"baton\"")
            : code.isWorthAnotherTry() ? Map.of("Retry-After", RETRY_AFTER_SECONDS) : Map.of();
    return new ProblemFailure(code, detail, field, null, headers);
  }

  public static ProblemFailure ofFile(String detail, List<FileProblem> problems) {
    return new ProblemFailure(
        ProblemCode.INVALID_JOB_FILE, detail, null, List.copyOf(problems), Map.of());
  }

  static ProblemFailure methodNotAllowed(String detail, String allowed) {
    return new ProblemFailure(
        ProblemCode.METHOD_NOT_ALLOWED, detail, null, null, Map.of("Allow", allowed));
  }

  public ProblemCode code() {
    return code;
  }

  Map<String, String> headers() {
    return headers;
  }

  /** {@code instance} is the path that was asked for; may be null. */
  public Problem toProblem(String instance) {
    return new Problem(
        Problem.TYPE_PREFIX + code.word(),
        code.title(),
        code.status(),
        getMessage(),
        instance,
        code.word(),
        field,
        problems);
  }
}
