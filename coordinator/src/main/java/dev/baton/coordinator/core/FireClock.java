package dev.baton.coordinator.core;

import dev.baton.common.time.Now;
import java.time.Duration;
import java.time.Instant;

/**
 * The clock that decides fire times: the wall clock, checked against the store's. A step of the
 * wall clock holds fires until two readings of the store's clock agree; if ours is then still
 * wrong, the store's counts ({@code docs/protocol.md}, section 6).
 */
final class FireClock {
  private final long stepMs;
  private final SafetyRules rules;
  private Now last;
  private boolean held;
  private boolean stepSeen;
  private boolean steadySeen;
  private Long heldOffsetMs;
  private long correctionMs;

  /** Whether a reading of the store's clock has ever agreed with ours. */
  private boolean verified;

  /** While held: the instant that was last trusted, and when that was on the monotonic clock. */
  private Instant trusted;

  private long trustedNanos;

  FireClock(long stepMs, SafetyRules rules) {
    this.stepMs = stepMs;
    this.rules = rules;
  }

  /** Looks at each reading of the clocks for a step of one against the other. */
  void observe(Now now) {
    if (last != null) {
      long wallMs = Duration.between(last.wall(), now.wall()).toMillis();
      long monotonicMs = (now.nanos() - last.nanos()) / Now.NANOS_PER_MS;
      if (Math.abs(wallMs - monotonicMs) > stepMs && rules.holdsFiresOnClockStep()) {
        hold(instant(last), last.nanos());
      }
    }
    last = now;
  }

  /**
   * A commit or a load brought the store's clock back. The store read it at some time since it was
   * asked: a late answer makes it look behind, which is no step.
   *
   * @param sentNanos when it was asked
   */
  void storeReading(Now now, long sentNanos, Instant storeTime) {
    long offsetMs = Duration.between(now.wall(), storeTime).toMillis();
    long tookMs = (now.nanos() - sentNanos) / Now.NANOS_PER_MS;
    if (!held) {
      if (rules.correctsToStoreClock() && isApart(offsetMs - correctionMs, tookMs)) {
        hold(verified ? instant(now) : storeTime, now.nanos());
        heldOffsetMs = offsetMs;
      } else {
        verified = true;
      }
      return;
    }
    if (!verified) {
      trusted = storeTime;
      trustedNanos = now.nanos();
    }
    if (heldOffsetMs != null && Math.abs(heldOffsetMs - offsetMs) <= stepMs / 2) {
      boolean ownIsRight = !isApart(offsetMs, tookMs) || !rules.correctsToStoreClock();
      correctionMs = ownIsRight ? 0 : offsetMs;
      held = false;
      verified = true;
      steadySeen = true;
    }
    heldOffsetMs = offsetMs;
  }

  /** Whether clocks that differ by so much, or up to the time it took more, differ by a step. */
  private boolean isApart(long offsetMs, long tookMs) {
    return offsetMs > stepMs || offsetMs + tookMs < -stepMs;
  }

  private void hold(Instant lastTrusted, long atNanos) {
    if (!held) {
      trusted = lastTrusted;
      trustedNanos = atNanos;
    }
    held = true;
    heldOffsetMs = null;
    stepSeen = true;
  }

  /** Whether fires wait for readings to agree. */
  boolean isHeld() {
    return held;
  }

  /**
   * The instant that decides fire times, and that rows are dated with. While held it goes on from
   * what was last trusted, by the monotonic clock: a command that comes just then must not take a
   * wrong hour for now.
   */
  Instant instant(Now now) {
    if (held) {
      return trusted.plusNanos(now.nanos() - trustedNanos);
    }
    return correctionMs == 0 ? now.wall() : now.wall().plusMillis(correctionMs);
  }

  /** How far the own wall clock is corrected, in milliseconds. */
  long correctionMs() {
    return correctionMs;
  }

  /** True once after each step seen. */
  boolean takeStepSeen() {
    boolean seen = stepSeen;
    stepSeen = false;
    return seen;
  }

  /** True once after readings have agreed again. */
  boolean takeSteadySeen() {
    boolean seen = steadySeen;
    steadySeen = false;
    return seen;
  }
}
