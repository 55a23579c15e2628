package dev.baton.coordinator.store.codec;

/** Stored bytes that this version cannot read; the message is for people. */
public final class UnreadableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableException(String message, Throwable cause) {
    super(message, cause);
  }
}
