package dev.baton.coordinator.api.http;

/** The kinds of problem that the operator API answers with. */
public enum ProblemCode {
  BAD_REQUEST(400, "The request cannot be read"),
  BAD_PARAMETER(400, "A parameter is wrong"),
  BAD_BODY(400, "The body cannot be read"),
  UNAUTHORIZED(401, "A token is needed"),
  FORBIDDEN(403, "The token does not allow this"),
  NO_SUCH_PATH(404, "There is no such path"),
  NOT_FOUND(404, "There is no such thing"),
  METHOD_NOT_ALLOWED(405, "The path does not know this method"),
  CONFLICT(409, "It does not fit how things stand"),
  GONE(410, "These events are no longer kept"),
  TOO_LARGE(413, "The body is too large"),
  PATH_TOO_LONG(414, "The path or query is too long"),
  UNSUPPORTED_TYPE(415, "The body has the wrong type"),
  INVALID(422, "The request makes no sense"),
  INVALID_JOB_FILE(422, "The job file has problems"),
  LIMIT(429, "A limit is reached"),
  TOO_MANY_REQUESTS(429, "Too many requests at once"),
  HEADERS_TOO_LARGE(431, "The headers are too large"),
  INTERNAL(500, "Something broke in the coordinator"),
  NOT_BUILT(501, "Not built"),
  NO_LEADER(503, "No leader"),
  STORE_AWAY(503, "The store does not answer"),
  UNKNOWN_OUTCOME(503, "It is not known whether this took effect");

  private final int status;
  private final String title;

  ProblemCode(int status, String title) {
    this.status = status;
    this.title = title;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  /** Whether the same request may have another answer a moment later. */
  boolean isWorthAnotherTry() {
    return status == 429 || status == 503;
  }

  /** The word for programs: {@code not-found}. */
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
