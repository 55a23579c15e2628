package dev.baton.common.api;

import dev.baton.common.run.AttemptStatus;
import dev.baton.common.run.Outcome;
import java.time.Instant;

/**
 * One try of a task run on one executor.
 *
 * @param fencingToken {@code epoch.attempt}
 * @param leased whether it must not outlive its executor's lease
 * @param outcome null until ENDED
 * @param exitCode null where there is none
 * @param cause why it ended so, or why it waits; may be null
 * @param lateOutcome what its executor said after it was over for the leader: evidence only
 */
public record AttemptView(
    long run,
    String task,
    int number,
    String executor,
    String incarnation,
    String fencingToken,
    boolean leased,
    AttemptStatus status,
    Outcome outcome,
    Integer exitCode,
    String cause,
    Outcome lateOutcome,
    boolean cancelRequested,
    Instant dispatchedAt,
    Instant startedAt,
    Instant endedAt) {}
