package dev.baton.coordinator.core.state;

import dev.baton.common.id.AttemptId;
import java.time.Instant;

/** An attempt that an incident has touched: the link from one to the other, and back. */
public record IncidentTouch(long incident, AttemptId attempt, Instant at) {}
