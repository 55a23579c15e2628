package dev.baton.common.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.fail;

import dev.baton.common.RandomCases;
import dev.baton.common.job.DstRule;
import dev.baton.common.job.DstRule.Gap;
import dev.baton.common.job.DstRule.Overlap;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Random expressions against the plain model that lists every local time; the seed is printed. */
class CronModelTest {
  /** A zone and a date at which its clocks change. */
  private record Change(String zone, String date) {}

  private static final List<Change> CHANGES =
      List.of(
          new Change("America/New_York", "2026-03-08"),
          new Change("America/New_York", "2026-11-01"),
          new Change("Europe/Berlin", "2026-03-29"),
          new Change("Europe/Berlin", "2026-10-25"),
          new Change("Europe/Berlin", "2099-10-25"),
          new Change("Australia/Lord_Howe", "2026-04-05"),
          new Change("Australia/Lord_Howe", "2026-10-04"),
          new Change("Asia/Shanghai", "2026-03-29"),
          new Change("Asia/Shanghai", "1986-05-04"),
          new Change("America/Sao_Paulo", "2018-11-04"),
          new Change("America/Sao_Paulo", "2018-02-18"),
          new Change("Africa/Cairo", "2026-04-24"),
          new Change("Africa/Cairo", "2026-10-30"),
          new Change("Pacific/Apia", "2011-12-30"),
          new Change("Pacific/Kwajalein", "1993-08-21"),
          new Change("Africa/Casablanca", "2026-02-15"),
          new Change("Antarctica/Troll", "2026-03-29"),
          new Change("Europe/London", "1968-10-27"),
          new Change("UTC", "2024-02-28"));

  @Test
  void fireTimesAreThoseOfThePlainModelAroundClockChanges() {
    RandomCases cases = new RandomCases(CronModelTest.class, 3_000);
    Random random = cases.random();
    for (int i = 0; i < cases.count(); i++) {
      Change change = CHANGES.get(random.nextInt(CHANGES.size()));
      DstRule dst = anyRule(random);
      RandomCron cron = new RandomCron(random, true);
      String name = cases.name(i) + ": " + cron + " " + change + " " + dst;
      compare(name, cron, LocalDate.parse(change.date), ZoneId.of(change.zone), dst, random);
    }
  }

  @Test
  void fireTimesAreThoseOfThePlainModelOverYears() {
    RandomCases cases = new RandomCases(CronModelTest.class, 150);
    Random random = cases.random();
    List<String> zones = new ArrayList<>(new TreeSet<>(ZoneId.getAvailableZoneIds()));
    for (int i = 0; i < cases.count(); i++) {
      ZoneId zone = ZoneId.of(zones.get(random.nextInt(zones.size())));
      DstRule dst = anyRule(random);
      RandomCron cron = new RandomCron(random, true);
      LocalDate first = LocalDate.of(1920 + random.nextInt(170), 1 + random.nextInt(12), 1);
      LocalDate last = first.plusYears(1);
      String name = cases.name(i) + ": " + cron + " " + zone + " " + dst;
      FireTimes times = new CronFireTimes(CronExpression.parse(cron.text), zone, dst);
      NavigableSet<Instant> model = cron.fireTimes(first.minusDays(2), last.plusDays(2), zone, dst);
      Instant from = first.atStartOfDay(zone).toInstant();
      Instant to = last.atStartOfDay(zone).toInstant();
      List<Instant> expected = List.copyOf(model.subSet(from, true, to, false));
      assertEquals(expected, forwards(times, from, to), name);
      assertEquals(expected.size(), times.countBetween(from.minusNanos(1), to), "count, " + name);
    }
  }

  private static void compare(
      String name, RandomCron cron, LocalDate day, ZoneId zone, DstRule dst, Random random) {
    FireTimes times = new CronFireTimes(CronExpression.parse(cron.text), zone, dst);
    NavigableSet<Instant> model = cron.fireTimes(day.minusDays(4), day.plusDays(4), zone, dst);
    Instant from = day.minusDays(2).atStartOfDay(zone).toInstant();
    Instant to = day.plusDays(2).atStartOfDay(zone).toInstant();
    List<Instant> expected = List.copyOf(model.subSet(from, true, to, false));
    assertEquals(expected, forwards(times, from, to), name);
    assertEquals(expected, backwards(times, from, to), "backwards, " + name);
    assertEquals(expected.size(), times.countBetween(from.minusNanos(1), to), "count, " + name);
    for (int i = 0; i < 10; i++) {
      Instant a = from.plusMillis(random.nextLong(to.toEpochMilli() - from.toEpochMilli()));
      Instant b = a.plusMillis(random.nextLong(to.toEpochMilli() - a.toEpochMilli() + 1));
      assertEquals(
          model.subSet(a, false, b.isAfter(a) ? b : a.plusNanos(1), false).size(),
          times.countBetween(a, b),
          "count from " + a + " to " + b + ", " + name);
      Instant higher = model.higher(a);
      if (higher != null) {
        assertEquals(higher, times.nextAfter(a), "after " + a + ", " + name);
      }
      Instant lower = model.lower(a);
      if (lower != null) {
        assertEquals(lower, times.lastBefore(a), "before " + a + ", " + name);
      }
    }
  }

  private static List<Instant> forwards(FireTimes times, Instant from, Instant to) {
    List<Instant> found = new ArrayList<>();
    Instant at = times.first(from);
    while (at != null && at.isBefore(to)) {
      found.add(at);
      Instant next = times.nextAfter(at);
      if (next != null && !next.isAfter(at)) {
        fail("fire times went back from " + at + " to " + next);
      }
      at = next;
    }
    return found;
  }

  private static List<Instant> backwards(FireTimes times, Instant from, Instant to) {
    List<Instant> found = new ArrayList<>();
    Instant at = times.lastBefore(to);
    while (at != null && !at.isBefore(from)) {
      found.add(0, at);
      at = times.lastBefore(at);
    }
    return found;
  }

  private static DstRule anyRule(Random random) {
    return new DstRule(
        random.nextBoolean() ? Gap.SKIP : Gap.RUN_AT_SHIFT,
        random.nextBoolean() ? Overlap.ONCE : Overlap.TWICE);
  }

  @Test
  void datesThatNeverComeEndTheSearchBothWays() {
    for (String never : List.of("0 0 0 30 2 ?", "0 0 0 31 4,6,9,11 ?", "0 0 0 L-30 2 ?")) {
      CronExpression expression = CronExpression.parse(never);
      FireTimes times =
          new CronFireTimes(expression, ZoneId.of("America/New_York"), DstRule.DEFAULT);
      assertNull(times.nextAfter(Instant.parse("2026-01-01T00:00:00Z")));
      assertNull(times.lastBefore(Instant.parse("2026-01-01T00:00:00Z")));
      assertEquals(
          0,
          times.countBetween(
              Instant.parse("2000-01-01T00:00:00Z"), Instant.parse("2050-01-01T00:00:00Z")));
      assertEquals(false, expression.everFires());
    }
  }

  @Test
  void theRarestDayIsFoundAcrossTheYear2100() {
    LocalDate expected = LocalDate.of(2088, 2, 29);
    assertEquals(DayOfWeek.SUNDAY, expected.getDayOfWeek());
    do {
      expected = expected.plusDays(1);
    } while (expected.getDayOfWeek() != DayOfWeek.SUNDAY
        || expected.getMonthValue() != 2
        || expected.getDayOfMonth() != 29);
    assertEquals(2128, expected.getYear());
    FireTimes times =
        new CronFireTimes(
            CronExpression.parse("0 0 0 ? 2 SUN#5"), ZoneId.of("UTC"), DstRule.DEFAULT);
    Instant first = Instant.parse("2088-02-29T00:00:00Z");
    Instant second = Instant.parse("2128-02-29T00:00:00Z");
    assertEquals(second, times.nextAfter(first));
    assertEquals(first, times.lastBefore(second));
  }
}
