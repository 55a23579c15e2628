package dev.baton.common.wire.codec;

/** Bytes that are no message, or a message that cannot be written; the text is for a log. */
public final class WireFormatException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Problem problem;

  WireFormatException(Problem problem, String message, Throwable cause) {
    super(message, cause);
    this.problem = problem;
  }

  WireFormatException(Problem problem, String message) {
    this(problem, message, null);
  }

  public Problem problem() {
    return problem;
  }

  /** What is wrong. */
  public enum Problem {
    /** Not a message: cut short, of another shape, or with a value that no message has. */
    MALFORMED,
    /** A message whose word this version does not know; the other end is newer. */
    UNKNOWN_WORD,
    /** Longer than {@link Frames#MAX_MESSAGE_BYTES}, or than this link allows now. */
    TOO_LARGE,
    /** A frame was lost, repeated or overtaken. */
    OUT_OF_ORDER
  }
}
