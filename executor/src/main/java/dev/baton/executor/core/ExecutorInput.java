package dev.baton.executor.core;

import dev.baton.common.id.AttemptId;
import dev.baton.common.wire.AttemptOutcome;
import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.common.wire.ExecutorMessage.Load;
import java.time.Instant;

/** What enters the executor core. */
public sealed interface ExecutorInput {
  /** Time has passed: the moment that {@link ExecutorEffect.WakeAt} asked for, or any other. */
  record Tick() implements ExecutorInput {}

  /** The link of that {@link ExecutorEffect.Dial} is up; nothing has been said on it yet. */
  record LinkUp(long link) implements ExecutorInput {}

  /** The link is gone, or the dial failed. Nothing more comes from it. */
  record LinkDown(long link, String reason) implements ExecutorInput {}

  record FromCoordinator(long link, CoordinatorMessage message) implements ExecutorInput {}

  /** A hint: a coordinator has published this address as the leader's. May be late or wrong. */
  record LeaderMoved(String address) implements ExecutorInput {}

  record TaskStarted(AttemptId attempt, Instant startedAt) implements ExecutorInput {}

  /** The task's process tree is gone; this is what its runner or its guard says of it. */
  record TaskEnded(AttemptOutcome outcome) implements ExecutorInput {}

  /** The outcome is in the journal, on disk. */
  record OutcomeJournalled(AttemptId attempt) implements ExecutorInput {}

  record LoadMeasured(Load load) implements ExecutorInput {}

  /**
   * How many log and artifact chunks no coordinator has acknowledged; 0 before the first word. A
   * draining executor waits a little for them.
   */
  record ShippingPending(int chunks) implements ExecutorInput {}

  /**
   * SIGTERM: finish what runs, for at most this time, then end it. Said again with a shorter time,
   * the shorter counts; with 0, what runs is ended without grace.
   */
  record DrainAsked(String reason, long atMostMs) implements ExecutorInput {}
}
