package dev.baton.coordinator.core.state;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.ExecutorId;
import dev.baton.common.id.FencingToken;
import dev.baton.common.id.Incarnation;
import dev.baton.common.run.AttemptStatus;
import dev.baton.common.run.Outcome;
import java.time.Instant;

/**
 * One try of a task run on one executor.
 *
 * @param leased whether it must not outlive its executor's lease (every policy but RERUN)
 * @param outcome null until ENDED
 * @param cause evidence for people: why it ended so, or why it waits
 * @param lateOutcome what the executor said after the attempt was already over for us: evidence
 *     only; null if nothing
 * @param silent it has ended and left no log
 */
public record Attempt(
    AttemptId id,
    ExecutorId executor,
    Incarnation incarnation,
    FencingToken token,
    boolean leased,
    AttemptStatus status,
    Outcome outcome,
    Integer exitCode,
    String cause,
    Outcome lateOutcome,
    boolean cancelRequested,
    Instant dispatchedAt,
    Instant startedAt,
    Instant endedAt,
    boolean silent) {
  /** One that may leave a log. */
  public Attempt(
      AttemptId id,
      ExecutorId executor,
      Incarnation incarnation,
      FencingToken token,
      boolean leased,
      AttemptStatus status,
      Outcome outcome,
      Integer exitCode,
      String cause,
      Outcome lateOutcome,
      boolean cancelRequested,
      Instant dispatchedAt,
      Instant startedAt,
      Instant endedAt) {
    this(
        id,
        executor,
        incarnation,
        token,
        leased,
        status,
        outcome,
        exitCode,
        cause,
        lateOutcome,
        cancelRequested,
        dispatchedAt,
        startedAt,
        endedAt,
        false);
  }
}
