package dev.baton.common.schedule;

import dev.baton.common.schedule.CronParser.Word;
import dev.baton.common.schedule.DayRule.Special;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/** Reads one field of a cron expression into the values it names. */
final class CronFieldParser {
  private final CronField field;
  private final Word word;
  private final BitSet values = new BitSet();
  private final List<Special> special = new ArrayList<>();

  /**
   * @throws ScheduleSyntaxException if the field cannot be read
   */
  CronFieldParser(CronField field, Word word) {
    this.field = field;
    this.word = word;
    if (isQuestion()) {
      if (field != CronField.DAY_OF_MONTH && field != CronField.DAY_OF_WEEK) {
        throw fault(word, "'?' is for the two day fields only", "write '*'");
      }
      return;
    }
    int start = 0;
    String text = word.text();
    while (start <= text.length()) {
      int comma = text.indexOf(',', start);
      int end = comma < 0 ? text.length() : comma;
      parseItem(new Word(text.substring(start, end), word.column() + start));
      start = end + 1;
    }
  }

  boolean isStar() {
    return word.text().equals("*");
  }

  boolean isQuestion() {
    return word.text().equals("?");
  }

  /** Whether it chooses nothing: {@code *} or {@code ?}. */
  boolean isOpen() {
    return isStar() || isQuestion();
  }

  /** The values as bits, for all fields but the year: bit v = value v; for years from 1970. */
  BitSet bits() {
    return values;
  }

  long mask() {
    long[] words = values.toLongArray();
    return words.length == 0 ? 0 : words[0];
  }

  List<Special> special() {
    return special;
  }

  private void parseItem(Word item) {
    if (item.text().isEmpty()) {
      throw fault(item, "a value is missing beside a comma", null);
    }
    Special found =
        switch (field) {
          case DAY_OF_MONTH -> dayOfMonth(item);
          case DAY_OF_WEEK -> dayOfWeek(item);
          case SECOND, MINUTE, HOUR, MONTH, YEAR -> null;
        };
    if (found != null) {
      special.add(found);
    } else if (!(field == CronField.DAY_OF_WEEK && item.text().equalsIgnoreCase("L"))) {
      parseRange(item);
    } else {
      add(field.max);
    }
  }

  private Special dayOfMonth(Word item) {
    String text = item.text().toUpperCase(Locale.ROOT);
    boolean nearest = text.endsWith("W");
    String rest = nearest ? text.substring(0, text.length() - 1) : text;
    if (rest.equals("L")) {
      return new Special.FromEnd(0, nearest);
    }
    if (rest.startsWith("L-")) {
      int days = number(new Word(rest.substring(2), item.column() + 2), 0, field.max - 1);
      return new Special.FromEnd(days, nearest);
    }
    if (nearest) {
      return new Special.NearestWeekday(
          number(new Word(rest, item.column()), field.min, field.max));
    }
    return null;
  }

  private Special dayOfWeek(Word item) {
    String text = item.text();
    int hash = text.indexOf('#');
    if (hash >= 0) {
      int weekday = value(new Word(text.substring(0, hash), item.column()));
      int n = number(new Word(text.substring(hash + 1), item.column() + hash + 1), 1, 5);
      return new Special.NthOfMonth(weekday - 1, n);
    }
    if (text.length() > 1 && text.toUpperCase(Locale.ROOT).endsWith("L")) {
      int weekday = value(new Word(text.substring(0, text.length() - 1), item.column()));
      return new Special.LastOfMonth(weekday - 1);
    }
    return null;
  }

  private void parseRange(Word item) {
    String text = item.text();
    int slash = text.indexOf('/');
    String range = slash < 0 ? text : text.substring(0, slash);
    int step = 1;
    if (slash >= 0) {
      Word stepWord = new Word(text.substring(slash + 1), item.column() + slash + 1);
      step = number(stepWord, 1, field == CronField.YEAR ? field.max - field.min : field.max);
    }
    int dash = range.indexOf('-');
    int from;
    int to;
    if (range.equals("*")) {
      from = field.min;
      to = field.max;
    } else if (dash < 0) {
      from = value(new Word(range, item.column()));
      to = slash < 0 ? from : field.max;
    } else {
      from = value(new Word(range.substring(0, dash), item.column()));
      to = value(new Word(range.substring(dash + 1), item.column() + dash + 1));
    }
    if (to < from && field == CronField.YEAR) {
      throw fault(item, "the range of years runs backwards", "write " + to + "-" + from);
    }
    addRange(from, to, step);
  }

  /** A range that runs backwards wraps: 22-2 is 22, 23, 0, 1, 2. */
  private void addRange(int from, int to, int step) {
    int size = field.max - field.min + 1;
    int last = to < from ? to + size : to;
    for (int value = from; value <= last; value += step) {
      add(value > field.max ? value - size : value);
    }
  }

  private void add(int value) {
    values.set(field == CronField.YEAR ? value - field.min : value);
  }

  private int value(Word value) {
    int named = field.valueOfName(value.text());
    return named >= 0 ? named : number(value, field.min, field.max);
  }

  private int number(Word number, int min, int max) {
    String text = number.text();
    if (text.isEmpty()) {
      throw fault(number, "a value is missing", null);
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        throw fault(number, "'" + Word.shorten(text) + "' is not understood", null);
      }
    }
    // More than nine digits would not fit an int, and no field takes that many.
    int value = text.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(text);
    if (value < min || value > max) {
      throw fault(number, Word.shorten(text) + " is not between " + min + " and " + max, null);
    }
    return value;
  }

  private ScheduleSyntaxException fault(Word where, String what, String fix) {
    return new ScheduleSyntaxException(
        "in the field for the " + field.title + " ('" + Word.shorten(word.text()) + "'): " + what,
        where.column(),
        fix != null ? fix : "use " + field.range() + hint());
  }

  private String hint() {
    return switch (field) {
      case DAY_OF_MONTH -> ", or L, L-3, 15W, LW";
      case DAY_OF_WEEK -> " (1 is Sunday), or FRIL, FRI#2";
      case SECOND, MINUTE, HOUR, MONTH, YEAR -> "";
    };
  }
}
