package dev.baton.executor.core;

import dev.baton.common.id.AttemptId;
import dev.baton.common.wire.AttemptOutcome;
import dev.baton.common.wire.CoordinatorMessage.StartOrder;
import dev.baton.common.wire.ExecutorMessage;
import java.util.List;

/** What the executor core asks its shell for. */
public sealed interface ExecutorEffect {
  /** Dial; {@code address} is where a coordinator said the leader is, empty = look it up. */
  record Dial(String address, long notBeforeNanos) implements ExecutorEffect {}

  record Send(long link, ExecutorMessage message) implements ExecutorEffect {}

  record CloseLink(long link, String reason) implements ExecutorEffect {}

  record StartTask(StartOrder order) implements ExecutorEffect {}

  /** End its tree: ask, then force after {@code graceMs}. The outcome will carry the reason. */
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

  /** Log and artifact chunks of these attempts may be shipped on this link from here on. */
  record ShippingOpened(long link) implements ExecutorEffect {}

  record LogAccepted(AttemptId attempt, int number) implements ExecutorEffect {}

  record ArtifactAccepted(AttemptId attempt, String name, int number) implements ExecutorEffect {}

  /** Nothing runs and the coordinator knows: the process may exit. */
  record Exit(String reason) implements ExecutorEffect {}

  record WakeAt(long nanos) implements ExecutorEffect {}

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
