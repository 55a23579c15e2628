package dev.baton.common.schedule;

import java.util.List;

/**
 * Which days of a month a cron expression names.
 *
 * @param daysOfMonth bit d = day d, from 1
 * @param daysOfWeek bit w = weekday w, 0 = Sunday
 * @param special days that depend on the month, such as its last Friday
 */
record DayRule(int daysOfMonth, int daysOfWeek, List<Special> special) {
  private static final int ALL_DAYS = -2;
  private static final int ALL_WEEKDAYS = 0x7f;

  /** A bit at every seventh place from 0: multiplied with a week it gives five of them. */
  private static final long EACH_WEEK = 1L | 1L << 7 | 1L << 14 | 1L << 21 | 1L << 28;

  DayRule {
    special = List.copyOf(special);
  }

  static DayRule everyDay() {
    return new DayRule(ALL_DAYS, 0, List.of());
  }

  boolean isEveryDay() {
    return daysOfMonth == ALL_DAYS || daysOfWeek == ALL_WEEKDAYS;
  }

  /**
   * The days of one month as bits, bit d = day d.
   *
   * @param firstWeekday the weekday of the 1st, 0 = Sunday
   * @param length days in the month
   */
  int inMonth(int firstWeekday, int length) {
    int days = daysOfMonth;
    if (daysOfWeek != 0) {
      int week = (daysOfWeek >>> firstWeekday | daysOfWeek << (7 - firstWeekday)) & ALL_WEEKDAYS;
      days |= (int) (week * EACH_WEEK << 1);
    }
    for (int i = 0; i < special.size(); i++) {
      days |= special.get(i).inMonth(firstWeekday, length);
    }
    return days & (int) ((2L << length) - 2);
  }

  /** A day that depends on the month. */
  sealed interface Special {
    /** As {@link DayRule#inMonth}; 0 when the month has no such day. */
    int inMonth(int firstWeekday, int length);

    /** {@code L}, {@code L-3}: so many days before the last; with W the weekday nearest to it. */
    record FromEnd(int daysBeforeLast, boolean nearestWeekday) implements Special {
      @Override
      public int inMonth(int firstWeekday, int length) {
        int day = length - daysBeforeLast;
        if (day < 1) {
          return 0;
        }
        return 1 << (nearestWeekday ? weekdayNear(day, firstWeekday, length) : day);
      }
    }

    /** {@code 15W}: the weekday nearest to a day, in the same month. */
    record NearestWeekday(int day) implements Special {
      @Override
      public int inMonth(int firstWeekday, int length) {
        return day > length ? 0 : 1 << weekdayNear(day, firstWeekday, length);
      }
    }

    /** {@code FRI#2}: the second Friday. */
    record NthOfMonth(int weekday, int n) implements Special {
      @Override
      public int inMonth(int firstWeekday, int length) {
        int day = 1 + Math.floorMod(weekday - firstWeekday, 7) + 7 * (n - 1);
        return day > length ? 0 : 1 << day;
      }
    }

    /** {@code FRIL}: the last Friday. */
    record LastOfMonth(int weekday) implements Special {
      @Override
      public int inMonth(int firstWeekday, int length) {
        int lastWeekday = (firstWeekday + length - 1) % 7;
        return 1 << (length - Math.floorMod(lastWeekday - weekday, 7));
      }
    }

    /** The weekday (Monday to Friday) nearest to the day that does not leave the month. */
    private static int weekdayNear(int day, int firstWeekday, int length) {
      int weekday = (firstWeekday + day - 1) % 7;
      if (weekday == 6) {
        return day > 1 ? day - 1 : day + 2;
      }
      if (weekday == 0) {
        return day < length ? day + 1 : day - 2;
      }
      return day;
    }
  }
}
