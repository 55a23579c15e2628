package dev.baton.common.schedule;

import java.time.Duration;
import java.time.Instant;

/** The start, and then a delay after the end of each run. */
final class FixedDelayFireTimes implements FireTimes {
  private final OnceFireTimes start;
  private final long delayMs;

  FixedDelayFireTimes(Duration delay, Instant start) {
    this.start = new OnceFireTimes(start);
    this.delayMs = Timeline.lengthMs(delay);
  }

  @Override
  public Instant nextAfter(Instant after) {
    return start.nextAfter(after);
  }

  @Override
  public Instant lastBefore(Instant before) {
    return start.lastBefore(before);
  }

  @Override
  public long countBetween(Instant after, Instant before) {
    return start.countBetween(after, before);
  }

  @Override
  public Instant first(Instant from) {
    Instant first = start.first(from);
    return first != null ? first : Timeline.ofMs(Timeline.ceilMs(from));
  }

  @Override
  public boolean followsEnds() {
    return true;
  }

  @Override
  public Instant nextAfterEnd(Instant end) {
    return Timeline.ofMs(Timeline.ceilMs(end) + delayMs);
  }
}
