package dev.baton.coordinator.core.state;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.TaskRunId;
import dev.baton.common.run.TaskStatus;
import java.time.Instant;
import java.util.SortedMap;

/**
 * One task within one run.
 *
 * @param lastAttempt number of the newest attempt, 0 = none yet
 * @param failures attempts that ended FAILED or TIMED_OUT
 * @param losses attempts that ended LOST or SUPERSEDED
 * @param notBefore earliest next try; null = at once
 * @param cause why it is in this status, for people
 * @param outputs of the attempt whose outcome was accepted last
 * @param accepted the attempt whose outcome counts; of another run where a rerun took it over; null
 *     while none does
 */
public record TaskRun(
    TaskRunId id,
    TaskStatus status,
    int lastAttempt,
    int failures,
    int losses,
    Instant notBefore,
    String cause,
    SortedMap<String, String> outputs,
    AttemptId accepted,
    Instant startedAt,
    Instant endedAt) {}
