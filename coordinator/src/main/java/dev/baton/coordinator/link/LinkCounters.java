package dev.baton.coordinator.link;

import java.util.concurrent.atomic.LongAdder;

/** What has passed through the link port since the start. */
public final class LinkCounters {
  final LongAdder framesIn = new LongAdder();
  final LongAdder framesOut = new LongAdder();
  final LongAdder turnedAway = new LongAdder();

  public long framesIn() {
    return framesIn.sum();
  }

  public long framesOut() {
    return framesOut.sum();
  }

  /** Connections that did not get past the greeting. */
  public long turnedAway() {
    return turnedAway.sum();
  }
}
