package dev.baton.desktop.timeline;

import dev.baton.desktop.i18n.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/** Where instants lie between two edges, and where the ticks are. */
final class TimeAxis {
  private static final long[] STEPS_S = {
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 21_600, 43_200,
    86_400, 172_800, 604_800, 1_209_600, 2_592_000, 7_776_000
  };
  private static final double TICK_DISTANCE = 96;

  private final TimelineModel.Range range;
  private final double left;
  private final double width;

  TimeAxis(TimelineModel.Range range, double left, double width) {
    this.range = range;
    this.left = left;
    this.width = width;
  }

  /** Null = the left edge. */
  double x(Instant at) {
    if (at == null) {
      return left;
    }
    double share =
        Duration.between(range.from(), at).toMillis() / (double) range.length().toMillis();
    return left + Math.clamp(share, -10, 10) * width;
  }

  /**
   * @param label time of day, or the date where days are the step
   */
  record Tick(double x, String label) {}

  List<Tick> ticks(Times times) {
    double most = Math.max(1, width / TICK_DISTANCE);
    long step = STEPS_S[STEPS_S.length - 1];
    for (long each : STEPS_S) {
      if (range.length().toSeconds() / (double) each <= most) {
        step = each;
        break;
      }
    }
    List<Tick> ticks = new ArrayList<>();
    ZonedDateTime start = range.from().atZone(times.zone());
    long offset = start.getOffset().getTotalSeconds();
    long first = Math.floorDiv(range.from().getEpochSecond() + offset, step) * step - offset;
    for (long at = first; at <= range.to().getEpochSecond(); at += step) {
      Instant instant = Instant.ofEpochSecond(at);
      if (!instant.isBefore(range.from())) {
        ticks.add(new Tick(x(instant), label(times, instant, step)));
      }
    }
    return ticks;
  }

  private static String label(Times times, Instant at, long step) {
    if (step >= 86_400) {
      return times.day(at);
    }
    return step >= 60 ? times.minute(at) : times.clock(at);
  }
}
