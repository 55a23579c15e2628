package dev.baton.cli.lab;

/** Something in the lab cannot be done; the message says what happened and what can be done. */
public final class LabException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LabException(String message) {
    super(message);
  }

  public LabException(String message, Throwable cause) {
    super(message, cause);
  }
}
