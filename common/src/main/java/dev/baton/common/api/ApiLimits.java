package dev.baton.common.api;

/** Limits of the operator API, which clients have to know as well. */
public final class ApiLimits {
  /** Longest job file, in bytes. */
  public static final int MAX_JOB_FILE_BYTES = 5 * 1024 * 1024;

  /** Longest body of any other request, in bytes. */
  public static final int MAX_BODY_BYTES = 1024 * 1024;

  /** Items of a page when the request names no limit. */
  public static final int DEFAULT_PAGE = 100;

  public static final int MAX_PAGE = 1_000;

  /** Versions of a job in a page when the request names no limit; each carries its whole text. */
  public static final int DEFAULT_VERSIONS = 20;

  public static final int MAX_VERSIONS = 100;

  /** Most runs that one request may ask for. */
  public static final int MAX_BULK_RUNS = 1_000;

  /** Longest request key, in characters. */
  public static final int MAX_REQUEST_KEY_LENGTH = 200;

  /** Most bytes of a log in one answer. */
  public static final int MAX_LOG_SLICE_BYTES = 1024 * 1024;

  /** Most fire times in one preview. */
  public static final int MAX_PREVIEW = 200;

  /** Longest time that a follow request waits for more log, in milliseconds. */
  public static final int MAX_FOLLOW_MS = 20_000;

  private ApiLimits() {}
}
