package dev.baton.common.schedule;

import java.time.Instant;

/** One fire time. */
final class OnceFireTimes implements FireTimes {
  private final Instant at;

  OnceFireTimes(Instant at) {
    this.at = Timeline.ofMs(Timeline.ceilMs(at));
  }

  @Override
  public Instant nextAfter(Instant after) {
    return at != null && at.isAfter(after) ? at : null;
  }

  @Override
  public Instant lastBefore(Instant before) {
    return at != null && at.isBefore(before) ? at : null;
  }

  @Override
  public long countBetween(Instant after, Instant before) {
    return at != null && at.isAfter(after) && at.isBefore(before) ? 1 : 0;
  }
}
