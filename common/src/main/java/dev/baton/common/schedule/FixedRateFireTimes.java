package dev.baton.common.schedule;

import java.time.Duration;
import java.time.Instant;

/** start, start + every, start + 2 every, and so on. */
final class FixedRateFireTimes implements FireTimes {
  private final long startMs;
  private final long everyMs;

  FixedRateFireTimes(Duration every, Instant start) {
    this.everyMs = Timeline.lengthMs(every);
    this.startMs = Timeline.ceilMs(start);
  }

  @Override
  public Instant nextAfter(Instant after) {
    long afterMs = Timeline.floorMs(after);
    if (afterMs < startMs) {
      return Timeline.ofMs(startMs);
    }
    long periods = (afterMs - startMs) / everyMs + 1;
    return Timeline.ofMs(startMs + periods * everyMs);
  }

  @Override
  public Instant lastBefore(Instant before) {
    long beforeMs = Timeline.ceilMs(before);
    if (beforeMs <= startMs) {
      return null;
    }
    return Timeline.ofMs(startMs + (beforeMs - 1 - startMs) / everyMs * everyMs);
  }

  @Override
  public long countBetween(Instant after, Instant before) {
    Instant first = nextAfter(after);
    if (first == null || !first.isBefore(before)) {
      return 0;
    }
    return (Timeline.ceilMs(before) - 1 - first.toEpochMilli()) / everyMs + 1;
  }
}
