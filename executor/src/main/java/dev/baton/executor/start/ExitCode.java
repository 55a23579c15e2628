package dev.baton.executor.start;

/** How the process ends; scripts and service units go by these numbers. */
public enum ExitCode {
  /** Stopped on purpose, after a drain. */
  OK(0),
  /** Something that should not happen; the log tells. */
  FAILED(1),
  /** The command line, or the settings file, is wrong. */
  USAGE(2),
  /** The data directory is in use, of another version, or cannot be written. */
  DATA_DIRECTORY(4),
  /** The token or a TLS file cannot be read. */
  CREDENTIALS(5);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }
}
