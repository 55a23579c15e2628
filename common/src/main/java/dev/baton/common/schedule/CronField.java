package dev.baton.common.schedule;

import java.util.List;
import java.util.Locale;

/** The fields of a cron expression, in their order. */
enum CronField {
  SECOND(0, "second", 0, 59, ""),
  MINUTE(1, "minute", 0, 59, ""),
  HOUR(2, "hour", 0, 23, ""),
  DAY_OF_MONTH(3, "day of the month", 1, 31, ""),
  MONTH(4, "month", 1, 12, "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC"),
  DAY_OF_WEEK(5, "day of the week", 1, 7, "SUN MON TUE WED THU FRI SAT"),
  YEAR(6, "year", 1970, 2099, "");

  /** Its place in the expression, from 0. */
  final int position;

  final String title;
  final int min;
  final int max;
  private final String names;

  CronField(int position, String title, int min, int max, String names) {
    this.position = position;
    this.title = title;
    this.min = min;
    this.max = max;
    this.names = names;
  }

  /** The names of its values, from the least on; empty where only numbers are used. */
  List<String> names() {
    return names.isEmpty() ? List.of() : List.of(names.split(" "));
  }

  /** The value of a name such as {@code JAN} in any case, or -1. */
  int valueOfName(String text) {
    int index = names().indexOf(text.toUpperCase(Locale.ROOT));
    return index < 0 ? -1 : min + index;
  }

  /** What the field takes, for people. */
  String range() {
    String numbers = min + " to " + max;
    List<String> all = names();
    return all.isEmpty()
        ? numbers
        : numbers + " or " + all.get(0) + " to " + all.get(all.size() - 1);
  }
}
