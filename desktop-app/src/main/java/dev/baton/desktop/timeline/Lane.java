package dev.baton.desktop.timeline;

import dev.baton.common.api.FailoverEventView;
import java.time.Instant;
import java.util.List;

/**
 * One row of the picture.
 *
 * @param kind what it is about
 * @param name of the executor; empty for the others
 */
record Lane(Kind kind, String name, List<Span> spans, List<FailoverEventView> events) {
  enum Kind {
    LEADER,
    STORE,
    CLOCK,
    EXECUTOR
  }

  /** What holds during a span. */
  enum State {
    LEADS,
    UP,
    SUSPECT,
    LOST,
    AWAY,
    STEPPED
  }

  /**
   * @param from null = since before what is known
   * @param to null = it still holds
   * @param label shown in it; may be empty
   */
  record Span(State state, Instant from, Instant to, String label, long epoch) {}
}
