package dev.baton.common.schedule;

/** A cron expression or a time zone that cannot be read, with a message for its author. */
public final class ScheduleSyntaxException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final int column;
  private final String fix;

  ScheduleSyntaxException(String message, int column, String fix) {
    super(message);
    this.column = column;
    this.fix = fix;
  }

  /** Where in the text the fault begins, in characters from 1. */
  public int column() {
    return column;
  }

  /** What the author can do, as a sentence without a full stop; null when nothing is sure. */
  public String fix() {
    return fix;
  }
}
