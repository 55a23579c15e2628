package dev.baton.simulation.world;

import dev.baton.simulation.trace.Trace;
import java.time.Instant;

/**
 * True time, what is to happen in it, and the seed. Time moves from event to event; one event is
 * one step. Nobody in the simulated cluster sees true time: processes read their host's clocks.
 */
public final class World {
  public static final long US = 1_000L;
  public static final long MS = 1_000_000L;
  public static final long SECOND = 1_000_000_000L;

  private final EventQueue queue = new EventQueue();
  private final Rand rand;
  private final Instant begin;
  private final Trace trace;
  private long now;
  private long steps;

  /**
   * @param begin the true wall clock at true time 0
   */
  public World(long seed, Instant begin, Trace trace) {
    this.rand = Rand.of(seed);
    this.begin = begin;
    this.trace = trace;
  }

  /** True time since the beginning, in nanoseconds. */
  public long now() {
    return now;
  }

  /** What a perfect wall clock shows now. */
  public Instant trueWall() {
    return wallAt(now);
  }

  /** What a perfect wall clock shows at that true time. */
  public Instant wallAt(long nanos) {
    return begin.plusNanos(nanos);
  }

  public long steps() {
    return steps;
  }

  public Trace trace() {
    return trace;
  }

  /** The stream of random numbers of one part of the world. */
  public Rand rand(String part) {
    return rand.split(part);
  }

  public void after(long delayNanos, Runnable action) {
    queue.add(now + Math.max(0, delayNanos), action);
  }

  public void at(long nanos, Runnable action) {
    queue.add(Math.max(now, nanos), action);
  }

  /** Lets the next event happen. Returns false if there is none before or at that time. */
  public boolean step(long untilNanos) {
    if (queue.isEmpty() || queue.firstNanos() > untilNanos) {
      now = Math.max(now, untilNanos);
      return false;
    }
    now = queue.firstNanos();
    trace.at(now);
    steps++;
    queue.take().run();
    return true;
  }

  /** Lets everything happen up to and with that time. */
  public void runUntil(long untilNanos) {
    while (step(untilNanos)) {
      // Each step is an event; nothing else to do.
    }
  }
}
