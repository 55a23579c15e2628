package dev.baton.common.ledger;

import dev.baton.common.job.Timing;
import java.time.Instant;

/**
 * The timing of one schedule while it was in force.
 *
 * @param from when it began to hold; a fixed rate without a start counts from here
 * @param to when another took its place; null = it still holds
 */
public record FireRule(Timing timing, Instant from, Instant to) {}
