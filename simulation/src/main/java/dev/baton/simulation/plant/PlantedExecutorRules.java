package dev.baton.simulation.plant;

import dev.baton.common.time.Now;
import dev.baton.executor.core.ExecutorRules;

/** The executor's rules, with one of them broken. */
public final class PlantedExecutorRules extends ExecutorRules {
  private final PlantedBug bug;

  /**
   * @param bug null = all rules as they should be
   */
  public PlantedExecutorRules(PlantedBug bug) {
    this.bug = bug;
  }

  @Override
  public long leaseUntil(long sentNanos, long grantMs, long receivedNanos) {
    return bug == PlantedBug.HOLDER_COUNTS_FROM_RECEIPT
        ? receivedNanos + grantMs * Now.NANOS_PER_MS
        : super.leaseUntil(sentNanos, grantMs, receivedNanos);
  }

  @Override
  public boolean obeysStart(long startEpoch, long leaseEpoch, long leaseUntilNanos, long nowNanos) {
    return bug == PlantedBug.OBEYS_WITHOUT_LEASE
        || super.obeysStart(startEpoch, leaseEpoch, leaseUntilNanos, nowNanos);
  }

  @Override
  public boolean looksAgainBeforeStarting() {
    return bug != PlantedBug.STARTS_WITHOUT_A_LOOK;
  }

  @Override
  public boolean refusesOldEpoch(long frameEpoch, long obeyedEpoch) {
    return bug != PlantedBug.OBEYS_OLD_EPOCH && super.refusesOldEpoch(frameEpoch, obeyedEpoch);
  }

  @Override
  public boolean journalsBeforeSaying() {
    return bug != PlantedBug.SAYS_BEFORE_JOURNAL;
  }

  @Override
  public boolean saysAgainUntilAcknowledged() {
    return bug != PlantedBug.FORGETS_UNACKNOWLEDGED;
  }

  @Override
  public boolean endsAtLeaseEnd(long nowNanos, long leaseUntilNanos) {
    return bug != PlantedBug.GUARD_FORGETS_DEADLINE
        && super.endsAtLeaseEnd(nowNanos, leaseUntilNanos);
  }
}
