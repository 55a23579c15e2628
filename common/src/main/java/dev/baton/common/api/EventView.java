package dev.baton.common.api;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * A durable change.
 *
 * @param number its place in the one sequence of the cluster, which survives leader changes
 * @param at when it happened; null where the change carries no time
 * @param subject what it is about: {@code namespace/name}, {@code 17}, {@code 17/extract}, {@code
 *     17/extract/2}, or the name of an executor or a coordinator
 * @param data see {@link EventType}
 */
public record EventView(long number, Instant at, EventType type, String subject, JsonNode data) {}
