package dev.baton.common.api;

/** Header names of the operator API beside those of HTTP itself. */
public final class ApiHeaders {
  /** API address of the leader, as far as the answering coordinator knows it. */
  public static final String LEADER = "Baton-Leader";

  /** The epoch that the answering coordinator knows. */
  public static final String EPOCH = "Baton-Epoch";

  /** How often a request has been passed on from one coordinator to another. */
  public static final String HOPS = "Baton-Hops";

  /** For whom a coordinator passes a request on. */
  public static final String ON_BEHALF_OF = "Baton-On-Behalf-Of";

  /** Offset of the first byte of a log answer. */
  public static final String LOG_OFFSET = "Baton-Log-Offset";

  /** Offset to ask for next. */
  public static final String LOG_NEXT_OFFSET = "Baton-Log-Next-Offset";

  /** {@code true} when the log has ended and this answer reaches its end. */
  public static final String LOG_COMPLETE = "Baton-Log-Complete";

  private ApiHeaders() {}
}
