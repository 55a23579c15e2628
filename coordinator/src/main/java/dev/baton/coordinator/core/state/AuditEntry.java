package dev.baton.coordinator.core.state;

import java.time.Instant;

/** Who asked for what, from where, and why. */
public record AuditEntry(
    String actor, String origin, String action, String subject, String reason, Instant at) {}
