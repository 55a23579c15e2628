package dev.baton.common.api;

import dev.baton.common.run.RunStatus;
import dev.baton.common.run.Trigger;
import java.time.Instant;
import java.util.SortedMap;

/**
 * One decided occurrence of a job.
 *
 * @param job {@code namespace/name}
 * @param schedule null where no schedule fired
 * @param fireAt nominal instant; null where no schedule fired
 * @param cause why it is in this status; may be null
 */
public record RunView(
    long id,
    String job,
    int jobVersion,
    Trigger trigger,
    String schedule,
    Instant fireAt,
    String requestKey,
    Long rerunOf,
    SortedMap<String, String> params,
    RunStatus status,
    String cause,
    String requestedBy,
    Instant createdAt,
    Instant startedAt,
    Instant endedAt) {}
