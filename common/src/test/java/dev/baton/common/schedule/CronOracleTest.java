package dev.baton.common.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.common.RandomCases;
import dev.baton.common.job.DstRule;
import dev.baton.common.job.DstRule.Gap;
import dev.baton.common.job.DstRule.Overlap;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Random expressions against cron-utils, Quartz and Spring; the seed is printed. */
class CronOracleTest {
  /** Quartz reads {@code JAN/4} as January alone. */
  private static final Pattern NAME_WITH_STEP = Pattern.compile("[A-Z]{3}/");

  /** Spring's weeks begin on Monday: its steps count from there, and SUN-SUN is every day. */
  private static final Pattern WEEKDAY_STEP = Pattern.compile("SUN-|\\S*/\\d+$");

  /** From a month of 28 days, cron-utils takes 28W to be the 28th even on a Sunday. */
  private static final Pattern CRON_UTILS_SLIPS = Pattern.compile(" 28W ");

  /** Spring takes L-28 from the wrong month, and misses 1W and 28W where they move by two days. */
  private static final Pattern SPRING_SLIPS = Pattern.compile(" (L-28|28W|1W) ");

  @Test
  void agreesWithAllThreeWhereClocksDoNotChange() {
    RandomCases cases = new RandomCases(CronOracleTest.class, 2_000);
    for (int i = 0; i < cases.count(); i++) {
      RandomCron cron = new RandomCron(cases.random(), false);
      compare(cases.name(i), cron, ZoneId.of("UTC"), cases.random());
    }
  }

  @Test
  void agreesWithAllThreeInZonesAwayFromClockChanges() {
    RandomCases cases = new RandomCases(CronOracleTest.class, 1_000);
    List<String> zones =
        List.of(
            "America/New_York",
            "Europe/Berlin",
            "Australia/Lord_Howe",
            "Asia/Shanghai",
            "Asia/Kolkata",
            "Africa/Cairo");
    for (int i = 0; i < cases.count(); i++) {
      RandomCron cron = new RandomCron(cases.random(), false);
      ZoneId zone = ZoneId.of(zones.get(cases.random().nextInt(zones.size())));
      compare(cases.name(i) + ", " + zone, cron, zone, cases.random());
    }
  }

  private static void compare(String name, RandomCron cron, ZoneId zone, Random random) {
    FireTimes ours = new CronFireTimes(CronExpression.parse(cron.text), zone, DstRule.DEFAULT);
    Instant start = Instant.ofEpochSecond(random.nextLong(1_000_000_000L, 2_500_000_000L));
    for (Oracles program : Oracles.values()) {
      if (differs(program, cron)) {
        continue;
      }
      Oracles.Oracle oracle = program.of(cron.text, zone);
      Instant at = start;
      for (int step = 0; at != null && step < 4; step++) {
        Instant next = ours.nextAfter(at);
        if (!clocksChangeBetween(zone, at, next)) {
          assertEquals(
              oracle.nextAfter(at), next, name + ": " + program + ", " + cron + " after " + at);
        }
        at = next;
      }
    }
  }

  private static boolean differs(Oracles program, RandomCron cron) {
    return switch (program) {
      case CRON_UTILS -> CRON_UTILS_SLIPS.matcher(cron.text).find();
      // With W it starts in the middle of the day and forgets the hours before.
      case QUARTZ -> cron.text.contains("W ") || NAME_WITH_STEP.matcher(cron.text).find();
      case SPRING ->
          WEEKDAY_STEP.matcher(cron.text).find() || SPRING_SLIPS.matcher(cron.text).find();
    };
  }

  private static boolean clocksChangeBetween(ZoneId zone, Instant from, Instant to) {
    ZoneOffsetTransition change = zone.getRules().nextTransition(from.minus(Duration.ofDays(1)));
    return change != null && (to == null || change.getInstant().isBefore(to.plusSeconds(86_400)));
  }

  /** Where the others disagree, with each other or with us; each row was seen. */
  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource({
    // A gap: the others leave it out; we do what the schedule says.
    "America/New_York, 2026-03-08, 0 30 2 * * ?, RUN_AT_SHIFT, 03:00-04:00, -, -, -",
    "America/New_York, 2026-03-08, 0 30 2 * * ?, SKIP, -, -, -, -",
    "Europe/Berlin, 2026-03-29, 0 30 2 * * ?, RUN_AT_SHIFT, 03:00+02:00, -, -, -",
    "Australia/Lord_Howe, 2026-10-04, 0 15 2 * * ?, RUN_AT_SHIFT, 02:30+11:00, -, -, -",
    "America/Sao_Paulo, 2018-11-04, 0 30 0 * * ?, RUN_AT_SHIFT, 01:00-02:00, -, -, -",
    "Africa/Cairo, 2026-04-24, 0 0 0 * * ?, RUN_AT_SHIFT, 01:00+03:00, -, -, -",
    "Africa/Cairo, 2026-04-24, 0 0 0 * * ?, SKIP, -, -, -, -",
    // The day that Samoa left out: its noon becomes the first moment of the next day.
    "Pacific/Apia, 2011-12-31, 0 0 12 30 12 ?, RUN_AT_SHIFT, 00:00+14:00, -, -, -",
    // No clock change at all.
    "Asia/Shanghai, 2026-03-29, 0 30 2 * * ?, RUN_AT_SHIFT, 02:30+08:00, 02:30+08:00,"
        + " 02:30+08:00, 02:30+08:00",
    // A doubled time: cron-utils fires on the first pass, Quartz on the second, Spring on both.
    "America/New_York, 2026-11-01, 0 30 1 * * ?, ONCE, 01:30-04:00, 01:30-04:00, 01:30-05:00,"
        + " 01:30-04:00 01:30-05:00",
    "America/New_York, 2026-11-01, 0 30 1 * * ?, TWICE, 01:30-04:00 01:30-05:00, 01:30-04:00,"
        + " 01:30-05:00, 01:30-04:00 01:30-05:00",
    "Europe/Berlin, 2026-10-25, 0 30 2 * * ?, ONCE, 02:30+02:00, 02:30+02:00, 02:30+01:00,"
        + " 02:30+02:00 02:30+01:00",
    "Africa/Cairo, 2026-10-29, 0 30 23 * * ?, TWICE, 23:30+03:00 23:30+02:00, 23:30+03:00,"
        + " 23:30+02:00, 23:30+03:00 23:30+02:00",
    // Half an hour doubled: Spring too fires once here.
    "Australia/Lord_Howe, 2026-04-05, 0 45 1 * * ?, TWICE, 01:45+11:00 01:45+10:30, 01:45+11:00,"
        + " 01:45+10:30, 01:45+11:00",
    // Several times in fixed hours: only we have a rule for them.
    "America/New_York, 2026-11-01, 0 0/30 1 * * ?, ONCE, 01:00-04:00 01:30-04:00,"
        + " 01:00-04:00 01:30-04:00 01:00-05:00 01:30-05:00, 01:00-05:00 01:30-05:00,"
        + " 01:00-04:00 01:30-04:00 01:00-05:00 01:30-05:00",
  })
  void disagreementsAtClockChangesAreKnown(
      String zoneId,
      String date,
      String expression,
      String rule,
      String ours,
      String cronUtils,
      String quartz,
      String spring) {
    ZoneId zone = ZoneId.of(zoneId);
    DstRule dst =
        new DstRule(
            rule.equals("SKIP") ? Gap.SKIP : Gap.RUN_AT_SHIFT,
            rule.equals("TWICE") ? Overlap.TWICE : Overlap.ONCE);
    FireTimes times = new CronFireTimes(CronExpression.parse(expression), zone, dst);
    LocalDate day = LocalDate.parse(date);
    assertEquals(ours, onDay(day, zone, times::nextAfter), "Baton");
    assertEquals(cronUtils, onDay(day, zone, Oracles.CRON_UTILS.of(expression, zone)::nextAfter));
    assertEquals(quartz, onDay(day, zone, Oracles.QUARTZ.of(expression, zone)::nextAfter));
    assertEquals(spring, onDay(day, zone, Oracles.SPRING.of(expression, zone)::nextAfter));
  }

  /** Every hour named: all three passes through, but Quartz leaves out the first pass. */
  @Test
  void halfHourlyFiresThroughBothPassesOfADoubledHour() {
    ZoneId zone = ZoneId.of("America/New_York");
    String expression = "0 0/30 * * * ?";
    FireTimes times = new CronFireTimes(CronExpression.parse(expression), zone, DstRule.DEFAULT);
    LocalDate day = LocalDate.parse("2026-11-01");
    String all = onDay(day, zone, times::nextAfter);
    assertEquals(50, all.split(" ").length);
    assertEquals(all, onDay(day, zone, Oracles.CRON_UTILS.of(expression, zone)::nextAfter));
    assertEquals(all, onDay(day, zone, Oracles.SPRING.of(expression, zone)::nextAfter));
    assertEquals(
        all.replace("01:00-04:00 01:30-04:00 ", ""),
        onDay(day, zone, Oracles.QUARTZ.of(expression, zone)::nextAfter));
  }

  /** What cron-utils computes wrongly or does not read, held against Quartz. */
  @Test
  void agreesWithQuartzOnRangesThatWrapAndOnSpecialDaysInLists() {
    ZoneId zone = ZoneId.of("UTC");
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    Stream.of(
            "0 0 22-2 * * ?",
            "0 50-10/5 * * * ?",
            "0 0 0 28-3 * ?",
            "0 0 0 1 NOV-FEB ?",
            "0 0 0 ? * FRI-MON",
            "0 0 0 ? * 2-6",
            "0 0 0 ? * L",
            "0 0 0 ? * 7L",
            "0 0 0 L,15 * ?",
            "0 0 0 1W,15W * ?",
            "0 0 0 31W * ?",
            "0 0 0 L-3W * ?",
            "0 0 0 1/10 * ? 2027-2031/2")
        .forEach(expression -> {
          FireTimes times =
              new CronFireTimes(CronExpression.parse(expression), zone, DstRule.DEFAULT);
          Oracles.Oracle quartz = Oracles.QUARTZ.of(expression, zone);
          Instant at = start;
          for (int i = 0; i < 50; i++) {
            Instant next = times.nextAfter(at);
            assertEquals(quartz.nextAfter(at), next, expression + " after " + at);
            at = next;
          }
        });
  }

  private static String onDay(LocalDate day, ZoneId zone, UnaryOperator<Instant> nextAfter) {
    List<String> found = new ArrayList<>();
    Instant at = nextAfter.apply(day.atStartOfDay(zone).toInstant().minusSeconds(1));
    while (at != null && at.atZone(zone).toLocalDate().equals(day)) {
      OffsetDateTime local = at.atZone(zone).toOffsetDateTime();
      found.add(local.toLocalTime() + local.getOffset().getId());
      at = nextAfter.apply(at);
    }
    return found.isEmpty() ? "-" : String.join(" ", found);
  }
}
