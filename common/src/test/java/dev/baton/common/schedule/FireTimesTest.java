package dev.baton.common.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.job.DstRule;
import dev.baton.common.job.Timing;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FireTimesTest {
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

  @Test
  void aFixedRateKeepsItsPhaseHoweverLateItIsAsked() {
    FireTimes times = FireTimes.of(new Timing.FixedRate(Duration.ofSeconds(10), NOON));
    assertEquals(NOON, times.first(Instant.EPOCH));
    assertEquals(NOON, times.first(NOON));
    assertEquals(NOON.plusSeconds(10), times.nextAfter(NOON));
    assertEquals(NOON.plusSeconds(86_410), times.nextAfter(NOON.plusSeconds(86_409)));
    assertEquals(NOON.plusSeconds(10), times.lastBefore(NOON.plusSeconds(20)));
    assertNull(times.lastBefore(NOON));
    assertEquals(8_640, times.countBetween(NOON, NOON.plusSeconds(86_401)));
    assertEquals(8_639, times.countBetween(NOON, NOON.plusSeconds(86_400)));
  }

  @Test
  void theAnchorStandsInForAMissingStart() {
    Timing.FixedRate rate = new Timing.FixedRate(Duration.ofSeconds(10), null);
    Instant created = NOON.plusNanos(1_500);
    FireTimes times = FireTimes.of(rate, created);
    assertEquals(NOON.plusMillis(1), times.first(created));
    assertThrows(IllegalArgumentException.class, () -> FireTimes.of(rate));
  }

  @Test
  void aFixedDelayFiresOnceAndThenAfterEachEnd() {
    FireTimes times = FireTimes.of(new Timing.FixedDelay(Duration.ofSeconds(30), NOON));
    assertTrue(times.followsEnds());
    assertEquals(NOON, times.first(NOON.minusSeconds(5)));
    assertEquals(NOON.plusSeconds(5), times.first(NOON.plusSeconds(5)));
    assertNull(times.nextAfter(NOON));
    assertEquals(NOON.plusSeconds(37), times.nextAfterEnd(NOON.plusSeconds(7)));
    assertEquals(NOON.plusMillis(30_001), times.nextAfterEnd(NOON.plusNanos(1)));
  }

  @Test
  void onceFiresOnce() {
    FireTimes times = FireTimes.of(new Timing.Once(NOON));
    assertFalse(times.followsEnds());
    assertEquals(NOON, times.first(NOON));
    assertNull(times.nextAfter(NOON));
    assertEquals(NOON, times.lastBefore(NOON.plusNanos(1)));
    assertEquals(1, times.countBetween(Instant.MIN, Instant.MAX));
    assertThrows(IllegalStateException.class, () -> times.nextAfterEnd(NOON));
  }

  @Test
  void perSecondSchedulesNeverPauseWhenClocksChange() {
    for (String zone : new String[] {"America/New_York", "Australia/Lord_Howe", "Africa/Cairo"}) {
      FireTimes times = cron("* * * * * ?", zone, DstRule.DEFAULT);
      FireTimes minutes = cron("0 * * * * ?", zone, DstRule.DEFAULT);
      for (String day : new String[] {"2026-03-07", "2026-10-31", "2026-04-04", "2026-04-23"}) {
        Instant at = Instant.parse(day + "T06:00:00Z");
        Instant end = at.plus(Duration.ofDays(2));
        assertEquals(2 * 1_440 - 1, minutes.countBetween(at, end));
        assertEquals(2 * 86_400 - 1, times.countBetween(at, end));
        for (; at.isBefore(end); at = at.plusSeconds(1)) {
          assertEquals(at.plusSeconds(1), times.nextAfter(at));
        }
      }
    }
  }

  @Test
  void theEndsOfTimeAreNoTrouble() {
    Duration ages = Duration.ofSeconds(Long.MAX_VALUE);
    FireTimes[] all = {
      cron("0 0 0 * * ?", "America/New_York", DstRule.DEFAULT),
      cron("0 0 0 29 2 ?", "UTC", DstRule.DEFAULT),
      cron("0 0 0 1 1 ? 2099", "Asia/Shanghai", DstRule.DEFAULT),
      FireTimes.of(new Timing.FixedRate(ages, NOON)),
      FireTimes.of(new Timing.FixedRate(Duration.ofMillis(100), Instant.MAX)),
      FireTimes.of(new Timing.FixedDelay(ages, Instant.MIN)),
      FireTimes.of(new Timing.Once(Instant.MAX)),
    };
    for (FireTimes times : all) {
      assertNull(times.nextAfter(Instant.MAX));
      assertNull(times.lastBefore(Instant.MIN));
      times.nextAfter(Instant.MIN);
      times.lastBefore(Instant.MAX);
      assertTrue(times.countBetween(Instant.MIN, Instant.MAX) >= 0);
    }
    assertNull(all[5].nextAfterEnd(NOON));
  }

  @Test
  void fractionsOfASecondNeitherLoseNorDoubleAFireTime() {
    FireTimes times = cron("* * * * * ?", "UTC", DstRule.DEFAULT);
    assertEquals(NOON.plusSeconds(1), times.nextAfter(NOON));
    assertEquals(NOON.plusSeconds(1), times.nextAfter(NOON.plusNanos(1)));
    assertEquals(NOON.plusSeconds(1), times.nextAfter(NOON.plusNanos(999_999_999)));
    assertEquals(NOON, times.lastBefore(NOON.plusNanos(1)));
    assertEquals(NOON.minusSeconds(1), times.lastBefore(NOON));
    assertEquals(NOON, times.first(NOON));
  }

  @Test
  void theSameAnswersComeInAnyOrderOfQuestions() {
    FireTimes warm = cron("0 30 1,2,3 * * ?", "Europe/Berlin", DstRule.DEFAULT);
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      Instant at = Instant.ofEpochSecond(random.nextLong(1_500_000_000L, 2_500_000_000L));
      FireTimes fresh = cron("0 30 1,2,3 * * ?", "Europe/Berlin", DstRule.DEFAULT);
      assertEquals(fresh.nextAfter(at), warm.nextAfter(at));
    }
  }

  private static FireTimes cron(String expression, String zone, DstRule dst) {
    return FireTimes.of(new Timing.Cron(expression, ZoneId.of(zone), dst));
  }
}
