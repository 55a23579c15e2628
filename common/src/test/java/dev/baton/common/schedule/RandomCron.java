package dev.baton.common.schedule;

import dev.baton.common.job.DstRule;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A random cron expression together with what it means, stated without our parser: values of each
 * field and a test for days. The slow, plain model of the fire times is {@link #fireTimes}.
 */
final class RandomCron {
  private static final String[] WEEKDAYS = {"SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"};
  private static final String[] MONTHS = {
    "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"
  };

  final String text;
  final NavigableSet<Integer> seconds;
  final NavigableSet<Integer> minutes;
  final NavigableSet<Integer> hours;
  final Predicate<LocalDate> days;

  /** Whether the day fields use forms on which the other libraries differ. */
  final boolean specialDays;

  private final Random random;
  private boolean special;

  /**
   * @param fewTimes whether the times of a day are few, so that a year of them fits a list
   */
  RandomCron(Random random, boolean fewTimes) {
    this.random = random;
    Field second = fewTimes ? few(0, 59, 2) : field(0, 59, null);
    Field minute = fewTimes ? few(0, 59, 3) : field(0, 59, null);
    Field hour = fewTimes && random.nextBoolean() ? few(0, 23, 3) : field(0, 23, null);
    Field month = random.nextInt(3) > 0 ? all(1, 12) : field(1, 12, MONTHS);
    Days day = days();
    this.seconds = second.values;
    this.minutes = minute.values;
    this.hours = hour.values;
    this.days = date -> month.values.contains(date.getMonthValue()) && day.test.test(date);
    this.specialDays = special;
    this.text =
        String.join(" ", second.text, minute.text, hour.text, day.ofMonth, month.text, day.ofWeek);
  }

  /** All fire times on the local dates from first to last. */
  NavigableSet<Instant> fireTimes(LocalDate first, LocalDate last, ZoneId zone, DstRule dst) {
    boolean fixedHours = hours.size() < 24;
    TreeSet<Instant> all = new TreeSet<>();
    for (LocalDate date = first; !date.isAfter(last); date = date.plusDays(1)) {
      if (!days.test(date)) {
        continue;
      }
      for (int hour : hours) {
        for (int minute : minutes) {
          for (int second : seconds) {
            var local = date.atTime(hour, minute, second);
            List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
            if (offsets.isEmpty()) {
              ZoneOffsetTransition gap = zone.getRules().getTransition(local);
              if (fixedHours && dst.gap() == DstRule.Gap.RUN_AT_SHIFT) {
                all.add(gap.getInstant());
              }
            } else {
              all.add(local.toInstant(offsets.get(0)));
              if (offsets.size() == 2 && !(fixedHours && dst.overlap() == DstRule.Overlap.ONCE)) {
                all.add(local.toInstant(offsets.get(1)));
              }
            }
          }
        }
      }
    }
    return all;
  }

  private Days days() {
    return switch (random.nextInt(7)) {
      case 0, 1 -> new Days(random.nextBoolean() ? "*" : "?", "*", date -> true).tidy();
      case 2, 3 -> {
        Field field = field(1, 31, null);
        yield new Days(field.text, "?", date -> field.values.contains(date.getDayOfMonth()));
      }
      case 4 -> {
        Field field = field(1, 7, WEEKDAYS);
        yield new Days("?", field.text, date -> field.values.contains(weekday(date)));
      }
      case 5 -> specialOfMonth();
      default -> specialOfWeek();
    };
  }

  private Days specialOfMonth() {
    special = true;
    int n = 1 + random.nextInt(28);
    return switch (random.nextInt(4)) {
      case 0 -> new Days("L", "?", date -> date.getDayOfMonth() == date.lengthOfMonth());
      case 1 -> new Days("L-" + n, "?", date -> date.getDayOfMonth() == date.lengthOfMonth() - n);
      case 2 ->
          new Days("LW", "?", date -> date.equals(near(date.withDayOfMonth(date.lengthOfMonth()))));
      default -> new Days(n + "W", "?", date -> date.equals(near(date.withDayOfMonth(n))));
    };
  }

  private Days specialOfWeek() {
    special = true;
    int index = random.nextInt(7);
    DayOfWeek weekday = DayOfWeek.of(index == 0 ? 7 : index);
    String name = WEEKDAYS[index];
    if (random.nextBoolean()) {
      return new Days(
          "?", name + "L", date -> date.equals(date.with(TemporalAdjusters.lastInMonth(weekday))));
    }
    int n = 1 + random.nextInt(5);
    return new Days(
        "?",
        name + "#" + n,
        date -> date.getDayOfWeek() == weekday && (date.getDayOfMonth() - 1) / 7 + 1 == n);
  }

  private static LocalDate near(LocalDate day) {
    return switch (day.getDayOfWeek()) {
      case SATURDAY -> day.getDayOfMonth() == 1 ? day.plusDays(2) : day.minusDays(1);
      case SUNDAY ->
          day.getDayOfMonth() == day.lengthOfMonth() ? day.minusDays(2) : day.plusDays(1);
      case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> day;
    };
  }

  private static int weekday(LocalDate date) {
    return date.getDayOfWeek().getValue() % 7 + 1;
  }

  private Field few(int min, int max, int most) {
    TreeSet<Integer> values = new TreeSet<>();
    for (int i = 1 + random.nextInt(most); i > 0; i--) {
      values.add(min + random.nextInt(max - min + 1));
    }
    return new Field(values.stream().map(String::valueOf).collect(Collectors.joining(",")), values);
  }

  private Field all(int min, int max) {
    return new Field("*", range(min, max, 1));
  }

  private Field field(int min, int max, String[] names) {
    int kind = random.nextInt(6);
    int a = min + random.nextInt(max - min + 1);
    int b = min + random.nextInt(max - min + 1);
    int low = Math.min(a, b);
    int high = Math.max(a, b);
    int step = 1 + random.nextInt(Math.max(1, (max - min) / 2));
    return switch (kind) {
      case 0 -> all(min, max);
      case 1 -> new Field(name(a, min, names), range(a, a, 1));
      case 2 ->
          new Field(name(low, min, names) + "-" + name(high, min, names), range(low, high, 1));
      case 3 -> new Field("*/" + step, range(min, max, step));
      case 4 -> new Field(name(a, min, names) + "/" + step, range(a, max, step));
      default -> {
        List<String> items = new ArrayList<>();
        TreeSet<Integer> values = new TreeSet<>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
          int value = min + random.nextInt(max - min + 1);
          values.add(value);
          items.add(name(value, min, names));
        }
        yield new Field(String.join(",", items), values);
      }
    };
  }

  private String name(int value, int min, String[] names) {
    return names == null ? String.valueOf(value) : names[value - min];
  }

  private static NavigableSet<Integer> range(int from, int to, int step) {
    return IntStream.rangeClosed(from, to)
        .filter(value -> (value - from) % step == 0)
        .boxed()
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public String toString() {
    return text;
  }

  private record Field(String text, NavigableSet<Integer> values) {}

  private record Days(String ofMonth, String ofWeek, Predicate<LocalDate> test) {
    /** Exactly one of the two is a question mark, as Quartz wants it. */
    Days tidy() {
      return new Days(ofMonth, ofMonth.equals("?") ? "*" : "?", test);
    }
  }
}
