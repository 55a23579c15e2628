package dev.baton.executor.core;

import dev.baton.common.time.Now;

/**
 * The rules whose breach would break a promise, one method each; {@code docs/protocol.md} names the
 * scenario of each. Overridden only by the simulation, to plant a bug and see it caught.
 */
public class ExecutorRules {
  /**
   * Until when the lease runs that an acknowledged heartbeat brings. It counts from the heartbeat's
   * sending: the granter counts from its receipt, which is later.
   */
  public long leaseUntil(long sentNanos, long grantMs, long receivedNanos) {
    return sentNanos + grantMs * Now.NANOS_PER_MS;
  }

  /** Whether a start may be obeyed: only within a live lease that its own epoch granted. */
  public boolean obeysStart(long startEpoch, long leaseEpoch, long leaseUntilNanos, long nowNanos) {
    return startEpoch == leaseEpoch && nowNanos - leaseUntilNanos < 0;
  }

  /**
   * Whether an order that was obeyed is dropped if its lease ends before its work starts, for
   * threads may have stood still in between. Who runs the tasks does it: it looks right before the
   * start, and when a new lease comes after a gap.
   */
  public boolean looksAgainBeforeStarting() {
    return true;
  }

  /** Whether a frame is refused because a later leader has been obeyed. */
  public boolean refusesOldEpoch(long frameEpoch, long obeyedEpoch) {
    return frameEpoch < obeyedEpoch;
  }

  /** Whether an outcome is on disk before it is said. */
  public boolean journalsBeforeSaying() {
    return true;
  }

  /** Whether an outcome is kept, and said again on each link, until it is acknowledged. */
  public boolean saysAgainUntilAcknowledged() {
    return true;
  }

  /** Whether leased attempts must end now. */
  public boolean endsAtLeaseEnd(long nowNanos, long leaseUntilNanos) {
    return nowNanos - leaseUntilNanos >= 0;
  }
}
