package dev.baton.executor.task;

/** What an exit code says to people. */
final class ExitCodes {
  /** A shell reports the end by signal n as 128 + n. */
  private static final int SIGNALLED = 128;

  private static final String[] NAMES = {
    "", "SIGHUP", "SIGINT", "SIGQUIT", "SIGILL", "SIGTRAP", "SIGABRT", "SIGBUS", "SIGFPE",
    "SIGKILL", "SIGUSR1", "SIGSEGV", "SIGUSR2", "SIGPIPE", "SIGALRM", "SIGTERM"
  };

  private ExitCodes() {}

  /**
   * {@code exit code 3: no such table}.
   *
   * @param lastLine of the log; may be empty
   */
  static String message(int code, String lastLine) {
    String said = lastLine.isEmpty() ? "" : ": " + lastLine;
    return "exit code " + code + signal(code) + said;
  }

  private static String signal(int code) {
    int number = code - SIGNALLED;
    if (number < 1 || number >= NAMES.length) {
      return "";
    }
    String hint =
        NAMES[number].equals("SIGKILL")
            ? "; if nobody sent it, the machine may be out of memory: see its kernel log"
            : "";
    return " (ended by signal " + number + ", " + NAMES[number] + hint + ")";
  }
}
