package dev.baton.common.jobfile;

/** The text is no YAML or JSON, or goes beyond a limit; nothing behind this place is read. */
final class SyntaxFault extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  SyntaxFault(int line, int column, String message, String fix) {
    super(message);
    this.problem = new Problem(line, column, "", message, fix);
  }

  Problem problem() {
    return problem;
  }

  /** Whether this fault stands further down in the file. */
  boolean isBehind(SyntaxFault other) {
    return problem.line() != other.problem.line()
        ? problem.line() > other.problem.line()
        : problem.column() > other.problem.column();
  }
}
