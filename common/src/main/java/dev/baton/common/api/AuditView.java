package dev.baton.common.api;

import java.time.Instant;

/**
 * Who asked for what, from where, and why.
 *
 * @param number orders the audit; null inside an event, which has its own
 */
public record AuditView(
    Long number,
    String actor,
    String origin,
    String action,
    String subject,
    String reason,
    Instant at) {}
