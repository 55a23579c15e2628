package dev.baton.cli.up;

/** The cluster cannot be brought up; the message says what happened and what can be done. */
final class UpException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UpException(String message) {
    super(message);
  }

  UpException(String message, Throwable cause) {
    super(message, cause);
  }
}
