package dev.baton.coordinator.store.fold;

/** A batch that cannot be written, for memory and store differ. */
public final class BrokenBatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BrokenBatchException(String message) {
    super(message);
  }
}
