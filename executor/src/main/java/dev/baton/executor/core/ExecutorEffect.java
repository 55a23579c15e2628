package dev.baton.executor.core;

import dev.baton.common.id.AttemptId;
import dev.baton.common.wire.AttemptOutcome;
import dev.baton.common.wire.CoordinatorMessage.StartOrder;
import dev.baton.common.wire.ExecutorMessage;
import java.util.List;

/** What the executor core asks its shell for. The shell does them in order. */
public sealed interface ExecutorEffect {
  /**
   * Dial now; answer with LinkUp or LinkDown of this number. Numbers grow by one within a process
   * life.
   *
   * @param address where a coordinator said the leader is; empty = look it up
   */
  record Dial(long link, String address) implements ExecutorEffect {}

  record Send(long link, ExecutorMessage message) implements ExecutorEffect {}

  /** Close it, or give up dialling it. A LinkDown that follows is not needed and ignored. */
  record CloseLink(long link, String reason) implements ExecutorEffect {}

  /**
   * Start this attempt; answer with TaskStarted and TaskEnded, or TaskEnded alone. Where it is
   * leased, the lease last said by LeaseExtended holds for it from the beginning.
   */
  record StartTask(StartOrder order) implements ExecutorEffect {}

  /**
   * End its tree: ask, then force after {@code graceMs}. The outcome will carry the reason. May be
   * said again with less grace.
   */
  record EndTask(AttemptId attempt, long graceMs, EndReason why, String reason)
      implements ExecutorEffect {}

  /**
   * The lease of all leased attempts now runs until this moment of the monotonic clock; their
   * guards end them then without being asked again.
   */
  record LeaseExtended(long untilNanos) implements ExecutorEffect {}

  /** Write to the journal, force to disk, then answer OutcomeJournalled. */
  record JournalOutcome(AttemptOutcome outcome) implements ExecutorEffect {}

  /** The coordinator has these: forget them. */
  record ForgetOutcomes(List<AttemptId> attempts) implements ExecutorEffect {}

  /**
   * Log and artifact chunks may be shipped on this link from here on, beginning again with the
   * first one that is not acknowledged. May be said twice for one link.
   */
  record ShippingOpened(long link) implements ExecutorEffect {}

  record LogAccepted(AttemptId attempt, int number) implements ExecutorEffect {}

  record ArtifactAccepted(AttemptId attempt, String name, int number) implements ExecutorEffect {}

  /** Keep for the next process life: whose executor this is, and the highest epoch obeyed. */
  record RememberCluster(String clusterId, long epoch) implements ExecutorEffect {}

  /** Write out what was sent, then exit: nothing runs any more, or time is up. */
  record Exit(String reason) implements ExecutorEffect {}

  /**
   * Come back with a Tick after this time at the latest. The last effect of a step, where there is
   * something to wait for; replaces the wish before.
   */
  record WakeAt(long nanos) implements ExecutorEffect {}

  /** Something the operator of this process should read in its log. */
  record Note(String text) implements ExecutorEffect {}

  /** A frame of a lower epoch than one obeyed before was refused. */
  record StaleFrameRefused(long epoch, long obeyedEpoch) implements ExecutorEffect {}

  /** Why a task is ended. */
  enum EndReason {
    CANCELED,
    LEASE_ENDED,
    /** The leader no longer wants this attempt. */
    OVER_FOR_LEADER,
    EXECUTOR_STOPS
  }
}
