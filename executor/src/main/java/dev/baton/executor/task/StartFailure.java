package dev.baton.executor.task;

/** A task that can't be started here; the message says why and what can be done. */
final class StartFailure extends Exception {
  private static final long serialVersionUID = 1L;

  StartFailure(String message) {
    super(message, null, false, false);
  }
}
