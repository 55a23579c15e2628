package dev.baton.coordinator.store;

/** The store did not answer, or refused; the message is for people. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
