package dev.baton.coordinator.api;

/** The operator API cannot be served; the message is for people. */
public final class ApiStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ApiStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
