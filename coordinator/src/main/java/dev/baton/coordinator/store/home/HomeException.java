package dev.baton.coordinator.store.home;

/** A data directory that cannot be used; the message is for people. */
public final class HomeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  HomeException(String message, Throwable cause) {
    super(message, cause);
  }
}
