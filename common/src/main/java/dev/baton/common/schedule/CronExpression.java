package dev.baton.common.schedule;

import java.util.BitSet;
import java.util.List;

/**
 * A cron expression, read and checked: six or seven fields, seconds first, as Quartz writes them.
 *
 * <pre>
 * second minute hour day-of-month month day-of-week [year]
 * </pre>
 *
 * <p>Each field takes {@code *}, values, ranges {@code a-b} (which may wrap, such as {@code
 * FRI-MON}), steps {@code *}{@code /n}, {@code a/n} (from a to the end) and {@code a-b/n}, and
 * lists of these with commas. Months and weekdays have names in any case; weekdays count from 1 =
 * Sunday. The day of the month also takes {@code L} (last), {@code L-3}, {@code 15W} (the weekday
 * nearest to the 15th, in the same month), {@code LW}; the day of the week also {@code L}
 * (Saturday), {@code FRIL} or {@code 6L} (last Friday), {@code FRI#2} or {@code 6#2} (second
 * Friday). A month that has no such day has no fire time. Only one of the two day fields may choose
 * days; the other is {@code ?} or {@code *}.
 */
public final class CronExpression {
  /** Longest expression, in characters. */
  public static final int MAX_LENGTH = 500;

  private final String text;
  private final List<String> fields;
  private final CronCalendar calendar;

  CronExpression(
      String text, List<String> fields, TimesOfDay times, DayRule days, int months, BitSet years) {
    this.text = text;
    this.fields = List.copyOf(fields);
    this.calendar = new CronCalendar(times, days, months, years);
  }

  /**
   * Reads an expression.
   *
   * @throws ScheduleSyntaxException with the column of the fault, and a correction where one is
   *     sure
   */
  public static CronExpression parse(String text) {
    return new CronParser(text).parse();
  }

  /** Whether it fires at all, in any year: {@code 0 0 0 30 2 ?} never does. */
  public boolean everFires() {
    long start = Civil.dayNumber(CronField.YEAR.min, 1, 1) * TimesOfDay.SECONDS_PER_DAY;
    return calendar.next(start) != CronCalendar.NONE;
  }

  /** The fields as Quartz wants them: exactly one of the day fields is {@code ?}. */
  List<String> fields() {
    return fields;
  }

  CronCalendar calendar() {
    return calendar;
  }

  /** As its author wrote it, with single spaces. */
  @Override
  public String toString() {
    return text;
  }
}
