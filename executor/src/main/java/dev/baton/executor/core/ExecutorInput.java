package dev.baton.executor.core;

import dev.baton.common.id.AttemptId;
import dev.baton.common.wire.AttemptOutcome;
import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.common.wire.ExecutorMessage.Load;
import java.time.Instant;

/** What enters the executor core. */
public sealed interface ExecutorInput {
  record Tick() implements ExecutorInput {}

  /** The dialled link is up; nothing has been said on it yet. */
  record LinkUp(long link) implements ExecutorInput {}

  record LinkDown(long link, String reason) implements ExecutorInput {}

  record FromCoordinator(long link, CoordinatorMessage message) implements ExecutorInput {}

  record TaskStarted(AttemptId attempt, Instant startedAt) implements ExecutorInput {}

  /** The task's process tree is gone; this is what its runner or its guard says of it. */
  record TaskEnded(AttemptOutcome outcome) implements ExecutorInput {}

  /** The outcome is in the journal, on disk. */
  record OutcomeJournalled(AttemptId attempt) implements ExecutorInput {}

  record LoadMeasured(Load load) implements ExecutorInput {}

  /** SIGTERM: finish what runs, for at most this time, then end it. */
  record DrainAsked(String reason, long atMostMs) implements ExecutorInput {}
}
