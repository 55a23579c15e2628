package dev.baton.cli.client;

/** How the command ends; scripts go by these numbers, and {@code baton --help} lists them. */
public final class ExitCodes {
  public static final int OK = 0;
  public static final int RUN_FAILED = 1;
  public static final int USAGE = 2;
  public static final int UNREACHABLE = 3;
  public static final int REFUSED = 4;
  public static final int NOT_ALLOWED = 5;
  public static final int UNKNOWN_OUTCOME = 6;

  /** This program has a fault. */
  public static final int FAULT = 7;

  private ExitCodes() {}
}
