package dev.baton.executor.handler;

import java.io.PrintWriter;
import java.io.StringWriter;

/** How a handler's exception is told: in one line for the outcome, in full for the log. */
public final class Failures {
  private Failures() {}

  /** {@code IllegalStateException: the file is empty}. */
  public static String message(Throwable failure) {
    String name = failure.getClass().getSimpleName();
    String text = failure.getMessage();
    return text == null ? name : name + ": " + text.lines().findFirst().orElse("");
  }

  /** The stack trace with its causes. */
  public static String trace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString().stripTrailing();
  }
}
