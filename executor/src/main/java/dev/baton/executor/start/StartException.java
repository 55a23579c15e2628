package dev.baton.executor.start;

/**
 * The executor cannot start. The message is one for its user: what happened, and what can be done.
 */
public final class StartException extends Exception {
  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;

  public StartException(ExitCode exitCode, String message) {
    this(exitCode, message, null);
  }

  public StartException(ExitCode exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  public ExitCode exitCode() {
    return exitCode;
  }
}
