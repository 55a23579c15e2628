package dev.baton.desktop.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.api.MinuteCountView;
import dev.baton.common.run.RunStatus;
import dev.baton.desktop.sample.SampleSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ThroughputModelTest {
  private static final Instant FROM = Instant.parse("2026-03-14T06:00:00Z");

  @Test
  void minutesBecomeBarsAndTheRateStaysPerMinute() {
    ThroughputModel.Bars bars =
        ThroughputModel.bars(
            List.of(
                new MinuteCountView(FROM, RunStatus.SUCCEEDED, 10),
                new MinuteCountView(FROM.plusSeconds(60), RunStatus.SUCCEEDED, 30)),
            FROM,
            FROM.plus(Duration.ofHours(6)));
    assertEquals(2, bars.barMinutes());
    assertEquals(20.0, bars.perMinute().get(RunStatus.SUCCEEDED)[0]);
    assertEquals(40L, bars.totals().get(RunStatus.SUCCEEDED));
  }

  @Test
  void aDayIsDecimated() {
    ThroughputModel.Bars bars =
        ThroughputModel.bars(List.of(), FROM, FROM.plus(Duration.ofHours(24)));
    assertTrue(bars.count() <= ThroughputModel.MAX_BARS + 1, bars.count() + " bars");
  }

  @Test
  void nothingIsReadUntilTheChartIsOnTheScreen() {
    SampleSession sample = SampleSession.open();
    ThroughputModel model = new ThroughputModel(sample.session(), sample.clock());
    assertEquals(null, model.barsProperty().get());
    model.tick();
    assertEquals(61, model.barsProperty().get().count());
  }
}
