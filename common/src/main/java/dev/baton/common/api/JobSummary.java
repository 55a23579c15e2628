package dev.baton.common.api;

import java.time.Instant;

/**
 * A job in a list.
 *
 * @param job {@code namespace/name}
 * @param pausedReason null while it is not paused
 */
public record JobSummary(
    String job,
    int version,
    String description,
    boolean paused,
    String pausedReason,
    int tasks,
    int schedules,
    Instant changedAt,
    String changedBy) {}
