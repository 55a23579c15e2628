package dev.baton.common.api;

import java.util.List;

/**
 * What one WebSocket message holds.
 *
 * @param items in growing order of their numbers; empty in a frame that only moves {@code nextFrom}
 * @param nextFrom the number to resume from after this frame
 */
public record EventFrame(List<EventView> items, long nextFrom) {}
