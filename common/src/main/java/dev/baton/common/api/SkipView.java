package dev.baton.common.api;

import java.time.Instant;

/** Fire times that became no run, all for the same reason. */
public record SkipView(
    String job,
    String schedule,
    Instant first,
    Instant last,
    long count,
    String reason,
    Instant at) {}
