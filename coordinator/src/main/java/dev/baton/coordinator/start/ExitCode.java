package dev.baton.coordinator.start;

/** How the process ends; scripts and service units go by these numbers. */
public enum ExitCode {
  OK(0),
  /** Something that should not happen; the log tells. */
  FAILED(1),
  /** The command line is wrong. */
  USAGE(2),
  /** A port is in use, or an address is not ours. */
  ADDRESS(3),
  /** The data directory is in use, of another version, or cannot be written. */
  DATA_DIRECTORY(4),
  /** The store does not answer, or refuses us. */
  STORE(5),
  /** ZooKeeper does not answer, or refuses us. */
  ZOOKEEPER(6),
  /** The thread that decides made no progress; a supervisor should start the process again. */
  STUCK(7);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }
}
