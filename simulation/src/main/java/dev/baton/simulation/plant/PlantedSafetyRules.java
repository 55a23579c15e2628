package dev.baton.simulation.plant;

import dev.baton.common.id.Incarnation;
import dev.baton.common.id.RunId;
import dev.baton.common.run.Outcome;
import dev.baton.common.time.Now;
import dev.baton.common.wire.ExecutorMessage.Hello;
import dev.baton.coordinator.core.Input.StoreAnswer;
import dev.baton.coordinator.core.NextStep;
import dev.baton.coordinator.core.SafetyRules;
import dev.baton.coordinator.core.state.Attempt;

/** The coordinator's rules, with one of them broken. */
public final class PlantedSafetyRules extends SafetyRules {
  private final PlantedBug bug;
  private final LostSteps lostSteps;

  /**
   * @param bug null = all rules as they should be
   */
  public PlantedSafetyRules(PlantedBug bug, LostSteps lostSteps) {
    this.bug = bug;
    this.lostSteps = lostSteps;
  }

  @Override
  public boolean keepsNextStep(NextStep step, RunId run, String task) {
    boolean forgets = bug == PlantedBug.FORGETS_A_TASK && step == NextStep.LOOK_AT_DOWNSTREAM;
    return !forgets && !lostSteps.loses(step, run, task);
  }

  @Override
  public boolean refusesWithoutKeys() {
    return bug != PlantedBug.LEADS_WITHOUT_KEYS;
  }

  @Override
  public boolean looksAtEverything() {
    return bug != PlantedBug.LOOKS_AWAY;
  }

  @Override
  public boolean confirmsElectionBeforeRaising() {
    return bug != PlantedBug.RAISES_WITHOUT_CONFIRMING;
  }

  @Override
  public boolean loadsAfterRaising() {
    return bug != PlantedBug.LOADS_BEFORE_RAISING;
  }

  @Override
  public long raisesAboveExecutors(long storeEpoch, long highestObeyed) {
    return bug == PlantedBug.IGNORES_HIGHER_EPOCH
        ? storeEpoch + 1
        : super.raisesAboveExecutors(storeEpoch, highestObeyed);
  }

  @Override
  public boolean holdsMessagesUntilCommit() {
    return bug != PlantedBug.SENDS_BEFORE_COMMIT;
  }

  @Override
  public StoreAnswer dropsMemoryOnUnknown() {
    if (bug == PlantedBug.TAKES_UNKNOWN_FOR_OK) {
      return StoreAnswer.OK;
    }
    return bug == PlantedBug.TAKES_UNKNOWN_FOR_FAILED
        ? StoreAnswer.FENCED
        : super.dropsMemoryOnUnknown();
  }

  @Override
  public boolean firesInOneBatch() {
    return bug != PlantedBug.MOVES_CURSOR_FIRST;
  }

  @Override
  public boolean runCountsAsFired() {
    return bug != PlantedBug.FIRES_AGAIN_WHAT_HAS_A_RUN;
  }

  @Override
  public boolean requestKeyNamesOneRun() {
    return bug != PlantedBug.IGNORES_REQUEST_KEY;
  }

  @Override
  public long grantMs(long leaseMs, long proofSentNanos, long nowNanos) {
    return bug == PlantedBug.GRANTS_WITHOUT_PROOF
        ? leaseMs
        : super.grantMs(leaseMs, proofSentNanos, nowNanos);
  }

  @Override
  public long waitsForOldLeasesAfterRaise(long raisedNanos, long leaseMs, long driftMarginMs) {
    return bug == PlantedBug.NO_GRACE_AFTER_RAISE
        ? raisedNanos
        : super.waitsForOldLeasesAfterRaise(raisedNanos, leaseMs, driftMarginMs);
  }

  @Override
  public long leaseEndsAtGranter(long receivedNanos, long grantMs, long driftMarginMs) {
    if (bug == PlantedBug.GRANTER_FORGETS_DRIFT) {
      return receivedNanos + grantMs * Now.NANOS_PER_MS;
    }
    return super.leaseEndsAtGranter(
        receivedNanos,
        bug == PlantedBug.GRANTER_COUNTS_HALF ? grantMs / 2 : grantMs,
        driftMarginMs);
  }

  @Override
  public boolean acknowledgesAfterCommit() {
    return bug != PlantedBug.ACKNOWLEDGES_BEFORE_COMMIT;
  }

  @Override
  public boolean outcomesBeforeLoss() {
    return bug != PlantedBug.LOSES_JOURNALLED_OUTCOMES;
  }

  @Override
  public boolean incarnationProvesEnd(Hello hello, Incarnation other) {
    return bug == PlantedBug.TAKES_ANY_HELLO_FOR_PROOF || super.incarnationProvesEnd(hello, other);
  }

  @Override
  public boolean refusesCopiedName() {
    return bug != PlantedBug.ACCEPTS_COPIED_NAME;
  }

  @Override
  public boolean acceptsOutcomeOnce(Attempt attempt) {
    boolean moved = attempt.outcome() == Outcome.SUPERSEDED || attempt.outcome() == Outcome.LOST;
    return super.acceptsOutcomeOnce(attempt)
        || (bug == PlantedBug.LATE_OUTCOME_COUNTS && moved)
        || (bug == PlantedBug.ACCEPTS_TWICE && !moved);
  }

  @Override
  public boolean waitsForLease(Attempt attempt) {
    return bug != PlantedBug.MOVES_LEASED_AT_RESET && super.waitsForLease(attempt);
  }

  @Override
  public boolean holdsFiresOnClockStep() {
    return bug != PlantedBug.TRUSTS_STEPPED_CLOCK;
  }

  @Override
  public boolean correctsToStoreClock() {
    return bug != PlantedBug.IGNORES_STORE_CLOCK;
  }

  @Override
  public boolean shedsNewWork() {
    return bug != PlantedBug.SHEDS_OLD_WORK;
  }

  @Override
  public boolean limitsRetries() {
    return bug != PlantedBug.RETRIES_WITHOUT_BUDGET;
  }

  @Override
  public boolean resumesIncidents() {
    return bug != PlantedBug.FORGETS_INCIDENTS;
  }

  @Override
  public boolean verifiesIncidents() {
    return bug != PlantedBug.RESOLVES_UNVERIFIED;
  }

  @Override
  public boolean linksIncidents() {
    return bug != PlantedBug.LINKS_NOTHING;
  }

  @Override
  public boolean endsProbationByProof() {
    return bug != PlantedBug.LEAVES_ON_PROBATION;
  }
}
