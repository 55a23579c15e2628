package dev.baton.common.ledger;

import java.time.Instant;

/**
 * One fire time.
 *
 * @param run null where there is none
 * @param decidedAt when the run's row was written; null where there is none
 * @param reason empty for ON_TIME
 */
public record LedgerEntry(
    Instant fireAt, FireState state, Long run, Instant decidedAt, String reason) {}
