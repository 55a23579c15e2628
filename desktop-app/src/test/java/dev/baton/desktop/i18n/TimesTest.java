package dev.baton.desktop.i18n;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

final class TimesTest {
  private static final Instant AT = Instant.parse("2026-03-14T06:30:12.345Z");

  private final Times english = new Times(Texts.of(Texts.ENGLISH), ZoneId.of("Asia/Shanghai"));
  private final Times chinese = new Times(Texts.of(Texts.CHINESE), ZoneId.of("Asia/Shanghai"));

  @Test
  void instantsAreShownInTheOperatorsZoneAndLanguage() {
    assertEquals("14 Mar 14:30:12", english.dateTime(AT));
    assertEquals("3月14日 14:30:12", chinese.dateTime(AT));
    assertEquals("14:30:12", english.clock(AT));
    assertEquals("", english.dateTime(null));
  }

  @Test
  void lengthsGetCoarserAsTheyGrow() {
    assertEquals("340 ms", english.length(Duration.ofMillis(340)));
    assertEquals("12.4 s", english.length(Duration.ofMillis(12_400)));
    assertEquals("3 m 05 s", english.length(Duration.ofSeconds(185)));
    assertEquals("2 h 10 m", english.length(Duration.ofMinutes(130)));
    assertEquals("3 d 4 h", english.length(Duration.ofHours(76)));
    assertEquals("3 分 05 秒", chinese.length(Duration.ofSeconds(185)));
    assertEquals("4 s", english.age(Duration.ofMillis(4_900)));
  }

  @Test
  void whatGoesOnIsMeasuredUntilNow() {
    assertEquals("2.0 s", english.span(AT, null, AT.plusSeconds(2)));
    assertEquals("1.0 s", english.span(AT, AT.plusSeconds(1), AT.plusSeconds(9)));
    assertEquals("", english.span(null, null, AT));
  }
}
