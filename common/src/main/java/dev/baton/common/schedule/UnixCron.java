package dev.baton.common.schedule;

import java.util.ArrayList;
import java.util.List;

/** Turns what other cron programs read into our form, for the hint in an error. */
final class UnixCron {
  private UnixCron() {}

  /** The fields of {@code @daily} and its like, or null when there is no such short form. */
  static String fullForm(String shortForm) {
    return switch (shortForm) {
      case "@yearly", "@annually" -> "0 0 0 1 1 ?";
      case "@monthly" -> "0 0 0 1 * ?";
      case "@weekly" -> "0 0 0 ? * SUN";
      case "@daily", "@midnight" -> "0 0 0 * * ?";
      case "@hourly" -> "0 0 * * * ?";
      default -> null;
    };
  }

  /** The five fields of a Unix cron line as a six-field expression, or null if there is none. */
  static String withSeconds(List<String> five) {
    List<String> six = new ArrayList<>();
    six.add("0");
    six.addAll(five);
    String weekday = six.get(CronField.DAY_OF_WEEK.position);
    if (weekday.equals("*")) {
      six.set(CronField.DAY_OF_WEEK.position, "?");
    } else {
      String named = withNames(weekday);
      if (named == null) {
        return null;
      }
      six.set(CronField.DAY_OF_WEEK.position, named);
      if (six.get(CronField.DAY_OF_MONTH.position).equals("*")) {
        six.set(CronField.DAY_OF_MONTH.position, "?");
      }
    }
    String text = String.join(" ", six);
    try {
      CronExpression.parse(text);
      return text;
    } catch (ScheduleSyntaxException notOurs) {
      return null;
    }
  }

  /** Unix counts weekdays from 0 = Sunday, with 7 = Sunday again; names mean the same in both. */
  private static String withNames(String weekdays) {
    StringBuilder named = new StringBuilder();
    for (int i = 0; i < weekdays.length(); i++) {
      char c = weekdays.charAt(i);
      if (c == '/') {
        // A step counts from another start in our form.
        return null;
      }
      if (c >= '0' && c <= '7') {
        named.append(CronField.DAY_OF_WEEK.names().get((c - '0') % 7));
      } else {
        named.append(c);
      }
    }
    return named.toString();
  }
}
