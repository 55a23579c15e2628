package dev.baton.common.schedule;

/**
 * The times of day that a cron expression names, as bit sets. Times are seconds since midnight on
 * the local clock, 0 to 86,399.
 *
 * @param seconds bit s = second s
 * @param minutes bit m = minute m
 * @param hours bit h = hour h
 */
record TimesOfDay(long seconds, long minutes, int hours) {
  static final int SECONDS_PER_DAY = 86_400;
  private static final int ALL_HOURS = (1 << 24) - 1;

  TimesOfDay {
    if (seconds == 0 || minutes == 0 || hours == 0) {
      throw new IllegalArgumentException("a time of day needs a second, a minute and an hour");
    }
  }

  /** Whether it names all 24 hours, so that the day's clock changes need no special care. */
  boolean everyHour() {
    return hours == ALL_HOURS;
  }

  int first() {
    return Integer.numberOfTrailingZeros(hours) * 3600 + firstInHour();
  }

  int last() {
    return highest(hours) * 3600 + lastInHour();
  }

  /** The first time at or after {@code time}, or -1 when the day has none left. */
  int next(int time) {
    int hour = time / 3600;
    if ((hours >>> hour & 1) != 0) {
      int minute = time / 60 % 60;
      if ((minutes >>> minute & 1) != 0) {
        long later = seconds >>> (time % 60);
        if (later != 0) {
          return time + Long.numberOfTrailingZeros(later);
        }
      }
      // A shift by 60 leaves no minute: the bit sets end at 59.
      long later = minutes >>> (minute + 1);
      if (later != 0) {
        int next = minute + 1 + Long.numberOfTrailingZeros(later);
        return hour * 3600 + next * 60 + Long.numberOfTrailingZeros(seconds);
      }
    }
    int later = hours >>> (hour + 1);
    if (later == 0) {
      return -1;
    }
    return (hour + 1 + Integer.numberOfTrailingZeros(later)) * 3600 + firstInHour();
  }

  /** The last time at or before {@code time}, or -1 when the day has none before it. */
  int previous(int time) {
    int hour = time / 3600;
    if ((hours >>> hour & 1) != 0) {
      int minute = time / 60 % 60;
      if ((minutes >>> minute & 1) != 0) {
        long earlier = seconds & upTo(time % 60);
        if (earlier != 0) {
          return time - time % 60 + highest(earlier);
        }
      }
      long earlier = minutes & below(minute);
      if (earlier != 0) {
        return hour * 3600 + highest(earlier) * 60 + highest(seconds);
      }
    }
    int earlier = hours & (int) below(hour);
    return earlier == 0 ? -1 : highest(earlier) * 3600 + lastInHour();
  }

  /** How many times there are before {@code time}, which may be 86,400: the whole day. */
  long countBefore(int time) {
    if (time >= SECONDS_PER_DAY) {
      return perDay();
    }
    int hour = time / 3600;
    int minute = time / 60 % 60;
    long perMinute = Long.bitCount(seconds);
    long perHour = Long.bitCount(minutes) * perMinute;
    long count = Long.bitCount(hours & below(hour)) * perHour;
    if ((hours >>> hour & 1) != 0) {
      count += Long.bitCount(minutes & below(minute)) * perMinute;
      if ((minutes >>> minute & 1) != 0) {
        count += Long.bitCount(seconds & below(time % 60));
      }
    }
    return count;
  }

  long perDay() {
    return (long) Long.bitCount(hours) * Long.bitCount(minutes) * Long.bitCount(seconds);
  }

  private int firstInHour() {
    return Long.numberOfTrailingZeros(minutes) * 60 + Long.numberOfTrailingZeros(seconds);
  }

  private int lastInHour() {
    return highest(minutes) * 60 + highest(seconds);
  }

  private static int highest(long bits) {
    return 63 - Long.numberOfLeadingZeros(bits);
  }

  private static long below(int bit) {
    return (1L << bit) - 1;
  }

  private static long upTo(int bit) {
    return (1L << (bit + 1)) - 1;
  }
}
