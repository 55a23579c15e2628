package dev.baton.common.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {
  @ParameterizedTest
  @CsvSource({
    "500ms, PT0.5S",
    "2s, PT2S",
    "10m, PT10M",
    "1h, PT1H",
    "1h30m, PT1H30M",
    "2d, PT48H",
    "1d2h3m4s5ms, PT26H3M4.005S",
    "0s, PT0S",
    "90m, PT1H30M"
  })
  void readsNumbersWithUnits(String text, Duration expected) {
    assertEquals(expected, DurationText.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10",
        "s",
        "1m1h",
        "1s1s",
        "-1s",
        "1.5s",
        "1 s",
        "PT1S",
        "1w",
        "１s",
        "1sx",
        "99999999999s",
        "36501d"
      })
  void refusesEverythingElse(String text) {
    assertThrows(IllegalArgumentException.class, () -> DurationText.parse(text));
  }

  @Test
  void writesWhatItReads() {
    Random random = new Random(1);
    for (int i = 0; i < 1_000; i++) {
      Duration duration = Duration.ofMillis(random.nextLong(1L << 1 + random.nextInt(40)));
      assertEquals(duration, DurationText.parse(DurationText.format(duration)));
    }
    assertEquals("90m", DurationText.format(Duration.ofMinutes(90)));
    assertEquals("0s", DurationText.format(Duration.ZERO));
    assertThrows(IllegalArgumentException.class, () -> DurationText.format(Duration.ofNanos(1)));
  }
}
