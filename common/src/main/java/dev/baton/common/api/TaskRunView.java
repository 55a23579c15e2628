package dev.baton.common.api;

import dev.baton.common.run.TaskStatus;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/**
 * One task within one run.
 *
 * @param after tasks it comes after; null inside an event
 * @param lastAttempt number of the newest attempt, 0 = none yet
 * @param failures attempts that ended FAILED or TIMED_OUT
 * @param losses attempts that ended LOST or SUPERSEDED
 * @param notBefore earliest next try; null = at once
 * @param accepted the attempt whose outcome counts; null while none does
 * @param attempts oldest first; null inside an event
 */
public record TaskRunView(
    long run,
    String task,
    TaskStatus status,
    List<String> after,
    int lastAttempt,
    int failures,
    int losses,
    Instant notBefore,
    String cause,
    SortedMap<String, String> outputs,
    AttemptRef accepted,
    Instant startedAt,
    Instant endedAt,
    List<AttemptView> attempts) {}
