package dev.baton.simulation.clock;

import java.time.Instant;

/**
 * The clocks of one host. The monotonic one runs a little too fast or too slow, the wall clock too,
 * and the wall clock may be wrong and may jump.
 */
public final class SimClock {
  private static final long MILLION = 1_000_000L;

  /** Where monotonic clocks begin; any number, so that nobody takes it for a date. */
  private long monotonicBase;

  private long partsPerMillion;
  private final Instant begin;
  private long wallOffsetNanos;

  /**
   * @param partsPerMillion how much too fast (above 0) or too slow both clocks run
   * @param begin the true wall clock at true time 0
   */
  public SimClock(long monotonicBase, long partsPerMillion, Instant begin, long wallOffsetNanos) {
    this.monotonicBase = monotonicBase;
    this.partsPerMillion = partsPerMillion;
    this.begin = begin;
    this.wallOffsetNanos = wallOffsetNanos;
  }

  /** The monotonic clock at that true time. */
  public long monotonic(long trueNanos) {
    return monotonicBase + run(trueNanos);
  }

  /** The first true time at which the monotonic clock shows at least that. */
  public long trueNanosAt(long monotonicNanos) {
    long counted = monotonicNanos - monotonicBase;
    long guess = Math.max(0, counted * MILLION / (MILLION + partsPerMillion) - 2);
    while (run(guess) < counted) {
      guess++;
    }
    return guess;
  }

  public Instant wall(long trueNanos) {
    return begin.plusNanos(run(trueNanos) + wallOffsetNanos);
  }

  /** How far the wall clock is ahead of the true one. */
  public long wallErrorNanos(long trueNanos) {
    return run(trueNanos) - trueNanos + wallOffsetNanos;
  }

  /** From now on both clocks run that much too fast or too slow; neither jumps. */
  public void drift(long trueNanos, long newPartsPerMillion) {
    long before = run(trueNanos);
    partsPerMillion = newPartsPerMillion;
    long lost = before - run(trueNanos);
    monotonicBase += lost;
    wallOffsetNanos += lost;
  }

  /** Someone, or a broken time service, sets the wall clock. */
  public void jump(long nanos) {
    wallOffsetNanos += nanos;
  }

  /** The time service has set the wall clock right again, up to this error. */
  public void setRight(long trueNanos, long errorNanos) {
    wallOffsetNanos = trueNanos - run(trueNanos) + errorNanos;
  }

  private long run(long trueNanos) {
    return trueNanos + Math.floorDiv(trueNanos * partsPerMillion, MILLION);
  }
}
