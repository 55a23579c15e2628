package dev.baton.coordinator.store.fold;

/** A batch that can't be right, whatever the store holds. */
public final class BrokenBatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokenBatchException(String message) {
    super(message);
  }
}
