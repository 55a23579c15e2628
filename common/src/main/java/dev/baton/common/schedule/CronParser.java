package dev.baton.common.schedule;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/** Reads one cron expression; see {@link CronExpression} for its form. */
final class CronParser {
  private static final String FORM = "second minute hour day month weekday [year]";

  private final String text;
  private final List<Word> words;

  CronParser(String text) {
    this.text = text;
    if (text.length() > CronExpression.MAX_LENGTH) {
      throw new ScheduleSyntaxException(
          "a cron expression has at most " + CronExpression.MAX_LENGTH + " characters",
          1,
          "split it into several schedules");
    }
    this.words = split(text, 1, Character::isWhitespace);
  }

  CronExpression parse() {
    if (words.size() < 6 || words.size() > 7) {
      throw wrongCount();
    }
    CronFieldParser second = parse(CronField.SECOND);
    CronFieldParser minute = parse(CronField.MINUTE);
    CronFieldParser hour = parse(CronField.HOUR);
    CronFieldParser dayOfMonth = parse(CronField.DAY_OF_MONTH);
    CronFieldParser month = parse(CronField.MONTH);
    CronFieldParser dayOfWeek = parse(CronField.DAY_OF_WEEK);
    BitSet years = null;
    if (words.size() == 7) {
      CronFieldParser year = parse(CronField.YEAR);
      years = year.isStar() ? null : year.bits();
    }
    List<String> fields = new ArrayList<>(words.stream().map(Word::text).toList());
    DayRule days = dayRule(dayOfMonth, dayOfWeek, fields);
    TimesOfDay times = new TimesOfDay(second.mask(), minute.mask(), (int) hour.mask());
    String tidy = String.join(" ", words.stream().map(Word::text).toList());
    return new CronExpression(tidy, fields, times, days, (int) month.mask(), years);
  }

  private CronFieldParser parse(CronField field) {
    return new CronFieldParser(field, words.get(field.position));
  }

  /** Puts the two day fields together; the one that chooses nothing becomes {@code ?}. */
  private DayRule dayRule(CronFieldParser dayOfMonth, CronFieldParser week, List<String> fields) {
    if (dayOfMonth.isOpen() && week.isOpen()) {
      if (dayOfMonth.isQuestion() && week.isQuestion()) {
        throw new ScheduleSyntaxException(
            "both day fields are '?', so no day is chosen",
            column(CronField.DAY_OF_MONTH),
            "write '*' for the day of the month to fire every day");
      }
      fields.set(CronField.DAY_OF_MONTH.position, "*");
      fields.set(CronField.DAY_OF_WEEK.position, "?");
      return DayRule.everyDay();
    }
    if (dayOfMonth.isOpen()) {
      fields.set(CronField.DAY_OF_MONTH.position, "?");
      // Weekdays count from 1 in the text and from 0 in the rule.
      return new DayRule(0, (int) (week.mask() >>> 1), week.special());
    }
    if (week.isOpen()) {
      fields.set(CronField.DAY_OF_WEEK.position, "?");
      return new DayRule((int) dayOfMonth.mask(), 0, dayOfMonth.special());
    }
    throw new ScheduleSyntaxException(
        "the day of the month ("
            + words.get(CronField.DAY_OF_MONTH.position).text
            + ") and the day of the week ("
            + words.get(CronField.DAY_OF_WEEK.position).text
            + ") both choose days; programs disagree on what that means",
        column(CronField.DAY_OF_WEEK),
        "write '?' for one of them, or make two schedules");
  }

  private int column(CronField field) {
    return words.get(field.position).column;
  }

  private ScheduleSyntaxException wrongCount() {
    String trimmed = text.strip();
    if (trimmed.startsWith("@")) {
      String full = UnixCron.fullForm(trimmed.toLowerCase(Locale.ROOT));
      return new ScheduleSyntaxException(
          "short forms such as '" + Word.shorten(trimmed) + "' are not read",
          words.get(0).column,
          full == null ? "write the fields: " + FORM : "write \"" + full + "\"");
    }
    if (words.size() == 5) {
      String corrected = UnixCron.withSeconds(words.stream().map(Word::text).toList());
      return new ScheduleSyntaxException(
          "this has five fields, but seconds come first: " + FORM,
          1,
          corrected == null
              ? "put the seconds first; and only one of the two day fields may choose days"
              : "put the seconds first: \"" + corrected + "\"");
    }
    return new ScheduleSyntaxException(
        "a cron expression has six or seven fields (" + FORM + "), this has " + words.size(),
        1,
        "for example \"0 0/5 * * * ?\" is every five minutes");
  }

  static List<Word> split(String text, int firstColumn, java.util.function.IntPredicate gap) {
    List<Word> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean inWord = i < text.length() && !gap.test(text.charAt(i));
      if (inWord && start < 0) {
        start = i;
      } else if (!inWord && start >= 0) {
        words.add(new Word(text.substring(start, i), firstColumn + start));
        start = -1;
      }
    }
    return words;
  }

  /** A piece of the expression and where it begins, in characters from 1. */
  record Word(String text, int column) {
    private static final int MAX_SHOWN = 40;

    static String shorten(String text) {
      return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
    }
  }
}
