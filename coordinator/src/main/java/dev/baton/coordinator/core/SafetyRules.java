package dev.baton.coordinator.core;

import dev.baton.common.id.Incarnation;
import dev.baton.common.id.RunId;
import dev.baton.common.run.AttemptStatus;
import dev.baton.common.time.Now;
import dev.baton.common.wire.ExecutorMessage.Hello;
import dev.baton.coordinator.core.Input.StoreAnswer;
import dev.baton.coordinator.core.audit.AuditRules;
import dev.baton.coordinator.core.incident.IncidentRules;
import dev.baton.coordinator.core.state.Attempt;

/**
 * The safety rules of {@code docs/protocol.md}, one method each, under the names used there. The
 * core asks them and nothing else decides these questions. Open for overriding for one purpose: the
 * simulation plants a bug by breaking a single rule, and its checkers must notice.
 */
public class SafetyRules implements IncidentRules, AuditRules {
  /** Whether a raise first confirms that the own election node is there and first. */
  public boolean confirmsElectionBeforeRaising() {
    return true;
  }

  /** Whether nobody leads on a store that lacks a unique key which the protocol relies on. */
  public boolean refusesWithoutKeys() {
    return true;
  }

  /** Whether hard state is read after the raise, in a transaction that checks the new epoch. */
  public boolean loadsAfterRaising() {
    return true;
  }

  /** The epoch to raise to: above the store's and above any that an executor has obeyed. */
  public long raisesAboveExecutors(long storeEpoch, long highestObeyed) {
    return Math.max(storeEpoch, highestObeyed) + 1;
  }

  /** Whether messages and answers wait until the facts they depend on are committed. */
  public boolean holdsMessagesUntilCommit() {
    return true;
  }

  /** What an open commit answer is taken for: {@code UNKNOWN} and nothing else. */
  public StoreAnswer dropsMemoryOnUnknown() {
    return StoreAnswer.UNKNOWN;
  }

  /** Whether a run and the move of its schedule's cursor join the same batch. */
  public boolean firesInOneBatch() {
    return true;
  }

  /** Whether a fire time that has a run already counts as fired, whoever made the run. */
  public boolean runCountsAsFired() {
    return true;
  }

  /** Whether a request key that has been used for the job gives that run again. */
  public boolean requestKeyNamesOneRun() {
    return true;
  }

  /** The lease to grant now, in milliseconds, so that none outlasts the proof by more than L. */
  public long grantMs(long leaseMs, long proofSentNanos, long nowNanos) {
    long left = leaseMs - (nowNanos - proofSentNanos + Now.NANOS_PER_MS - 1) / Now.NANOS_PER_MS;
    return Math.max(0, Math.min(leaseMs, left));
  }

  /** When every lease that any leader before us has granted is over. */
  public long waitsForOldLeasesAfterRaise(long raisedNanos, long leaseMs, long driftMarginMs) {
    return raisedNanos + (leaseMs + driftMarginMs) * Now.NANOS_PER_MS;
  }

  /** When a lease granted on a heartbeat received then is over for the granter. */
  public long leaseEndsAtGranter(long receivedNanos, long grantMs, long driftMarginMs) {
    return receivedNanos + (grantMs + driftMarginMs) * Now.NANOS_PER_MS;
  }

  /** Whether an outcome is acknowledged only when it is committed. */
  public boolean acknowledgesAfterCommit() {
    return true;
  }

  /** Whether the outcomes listed in a hello count before the rest of an incarnation is LOST. */
  public boolean outcomesBeforeLoss() {
    return true;
  }

  /** Whether this hello proves that the process trees of that other incarnation are gone. */
  public boolean incarnationProvesEnd(Hello hello, Incarnation other) {
    return hello.endedIncarnations().contains(other);
  }

  /** Whether a name in use from another home is refused. */
  public boolean refusesCopiedName() {
    return true;
  }

  /** Whether an outcome that arrives now counts; if not, it is evidence only. */
  public boolean acceptsOutcomeOnce(Attempt attempt) {
    return attempt.status() != AttemptStatus.ENDED;
  }

  /** Whether a leased attempt waits for its lease before its task moves. */
  public boolean waitsForLease(Attempt attempt) {
    return attempt.leased();
  }

  /** Whether a limit of runs sheds what is new, and nothing that was accepted. */
  public boolean shedsNewWork() {
    return true;
  }

  /** Whether further tries wait while the retry budget has no room. */
  public boolean limitsRetries() {
    return true;
  }

  /**
   * Whether what comes next is put where it is found again: a line, a timer.
   *
   * @param task the task that it is about
   */
  public boolean keepsNextStep(NextStep step, RunId run, String task) {
    return true;
  }

  /** Whether a step of the wall clock holds fires until readings agree. */
  public boolean holdsFiresOnClockStep() {
    return true;
  }

  /** Whether the store's clock counts where the own one differs from it. */
  public boolean correctsToStoreClock() {
    return true;
  }
}
