package dev.baton.coordinator.core.state;

import dev.baton.common.id.ExecutorId;
import dev.baton.common.id.Incarnation;
import dev.baton.common.wire.ExecutorMessage.Capacity;
import java.time.Instant;

/**
 * What is kept of an executor.
 *
 * @param incarnation its process; null once it has left or is lost, and none may be alive
 * @param home fingerprint of its data directory
 * @param cordonReason null while it may take new attempts
 * @param draining whether its attempts are to be canceled once the drain time is over
 * @param capacity last capacity it announced, for screens while it is away
 */
public record ExecutorRow(
    ExecutorId id,
    Incarnation incarnation,
    String home,
    String cordonReason,
    boolean draining,
    Instant firstSeenAt,
    Instant lastJoinedAt,
    Capacity capacity) {}
