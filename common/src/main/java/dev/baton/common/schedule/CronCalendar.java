package dev.baton.common.schedule;

import java.util.BitSet;

/**
 * The local times that a cron expression names, on a clock that never changes: seconds since
 * 1970-01-01T00:00:00 local. Knows nothing of zones.
 */
final class CronCalendar {
  /** What {@link #next} and {@link #previous} answer when there is none. */
  static final long NONE = Long.MIN_VALUE;

  /**
   * How far a search goes without a match. The rarest day that exists is the 29th of February on a
   * given weekday: up to 40 years apart.
   */
  static final int SEARCH_YEARS = 41;

  private static final int SECONDS_PER_DAY = TimesOfDay.SECONDS_PER_DAY;
  private static final int ALL_MONTHS = 0x1ffe;

  private final TimesOfDay times;
  private final DayRule days;
  private final int months;
  private final BitSet years;
  private final boolean everyDay;

  /**
   * @param months bit m = month m, from 1
   * @param years null = every year; not changed afterwards
   */
  CronCalendar(TimesOfDay times, DayRule days, int months, BitSet years) {
    this.times = times;
    this.days = days;
    this.months = months;
    this.years = years;
    this.everyDay = days.isEveryDay() && months == ALL_MONTHS && years == null;
  }

  boolean everyHour() {
    return times.everyHour();
  }

  /** The first match at or after {@code local}. */
  long next(long local) {
    long dayNumber = Math.floorDiv(local, (long) SECONDS_PER_DAY);
    int time = (int) (local - dayNumber * SECONDS_PER_DAY);
    if (everyDay) {
      int found = times.next(time);
      return found >= 0
          ? dayNumber * SECONDS_PER_DAY + found
          : (dayNumber + 1) * SECONDS_PER_DAY + times.first();
    }
    int date = Civil.date(dayNumber);
    int day = Civil.day(date);
    int inMonth = daysIn(Civil.year(date), Civil.month(date));
    if ((inMonth >>> day & 1) != 0) {
      int found = times.next(time);
      if (found >= 0) {
        return dayNumber * SECONDS_PER_DAY + found;
      }
    }
    // Two shifts, because a shift by 32 would shift by nothing.
    int later = inMonth >>> day >>> 1;
    if (later != 0) {
      long found = dayNumber + 1 + Integer.numberOfTrailingZeros(later);
      return found * SECONDS_PER_DAY + times.first();
    }
    return firstAfterMonth(Civil.year(date), Civil.month(date));
  }

  /** The last match at or before {@code local}. */
  long previous(long local) {
    long dayNumber = Math.floorDiv(local, (long) SECONDS_PER_DAY);
    int time = (int) (local - dayNumber * SECONDS_PER_DAY);
    int date = Civil.date(dayNumber);
    int day = Civil.day(date);
    int inMonth = daysIn(Civil.year(date), Civil.month(date));
    if ((inMonth >>> day & 1) != 0) {
      int found = times.previous(time);
      if (found >= 0) {
        return dayNumber * SECONDS_PER_DAY + found;
      }
    }
    int earlier = inMonth & ((1 << day) - 1);
    if (earlier != 0) {
      long found = dayNumber - day + lastOf(earlier);
      return found * SECONDS_PER_DAY + times.last();
    }
    return lastBeforeMonth(Civil.year(date), Civil.month(date));
  }

  /** How many matches there are from {@code from} on and before {@code to}. */
  long count(long from, long to) {
    if (to <= from) {
      return 0;
    }
    long fromDay = Math.floorDiv(from, (long) SECONDS_PER_DAY);
    long toDay = Math.floorDiv(to, (long) SECONDS_PER_DAY);
    long count = countDays(fromDay, toDay) * times.perDay();
    if (countDays(fromDay, fromDay + 1) == 1) {
      count -= times.countBefore((int) (from - fromDay * SECONDS_PER_DAY));
    }
    if (countDays(toDay, toDay + 1) == 1) {
      count += times.countBefore((int) (to - toDay * SECONDS_PER_DAY));
    }
    return count;
  }

  private long countDays(long fromDay, long toDay) {
    if (everyDay) {
      return toDay - fromDay;
    }
    long count = 0;
    long dayNumber = fromDay;
    while (dayNumber < toDay) {
      int date = Civil.date(dayNumber);
      int inMonth = daysIn(Civil.year(date), Civil.month(date)) & (-1 << Civil.day(date));
      int length = Civil.daysInMonth(Civil.year(date), Civil.month(date));
      long nextMonth = dayNumber + length - Civil.day(date) + 1;
      if (nextMonth > toDay) {
        inMonth &= (int) ((1L << (Civil.day(date) + toDay - dayNumber)) - 1);
      }
      count += Integer.bitCount(inMonth);
      dayNumber = nextMonth;
    }
    return count;
  }

  private int daysIn(int year, int month) {
    if ((months >>> month & 1) == 0 || !namesYear(year)) {
      return 0;
    }
    int firstWeekday = Civil.weekday(Civil.dayNumber(year, month, 1));
    return days.inMonth(firstWeekday, Civil.daysInMonth(year, month));
  }

  private long firstAfterMonth(int fromYear, int fromMonth) {
    int year = fromYear;
    int month = fromMonth;
    while (true) {
      int later = months >>> (month + 1);
      if (later == 0) {
        year = nextYear(year + 1);
        if (year < 0 || years == null && year > fromYear + SEARCH_YEARS) {
          return NONE;
        }
        month = 0;
        continue;
      }
      month += 1 + Integer.numberOfTrailingZeros(later);
      int inMonth = daysIn(year, month);
      if (inMonth != 0) {
        int day = Integer.numberOfTrailingZeros(inMonth);
        return Civil.dayNumber(year, month, day) * SECONDS_PER_DAY + times.first();
      }
    }
  }

  private long lastBeforeMonth(int fromYear, int fromMonth) {
    int year = fromYear;
    int month = fromMonth;
    while (true) {
      int earlier = months & ((1 << month) - 1);
      if (earlier == 0) {
        year = previousYear(year - 1);
        if (year < 0 || years == null && year < fromYear - SEARCH_YEARS) {
          return NONE;
        }
        month = 13;
        continue;
      }
      month = lastOf(earlier);
      int inMonth = daysIn(year, month);
      if (inMonth != 0) {
        return Civil.dayNumber(year, month, lastOf(inMonth)) * SECONDS_PER_DAY + times.last();
      }
    }
  }

  private boolean namesYear(int year) {
    return years == null || year >= CronField.YEAR.min && years.get(year - CronField.YEAR.min);
  }

  private int nextYear(int year) {
    if (years == null) {
      return year;
    }
    int index = years.nextSetBit(Math.max(0, year - CronField.YEAR.min));
    return index < 0 ? -1 : CronField.YEAR.min + index;
  }

  private int previousYear(int year) {
    if (years == null) {
      return year;
    }
    if (year < CronField.YEAR.min) {
      return -1;
    }
    int index = years.previousSetBit(year - CronField.YEAR.min);
    return index < 0 ? -1 : CronField.YEAR.min + index;
  }

  private static int lastOf(int bits) {
    return 31 - Integer.numberOfLeadingZeros(bits);
  }
}
