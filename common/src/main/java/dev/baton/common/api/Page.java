package dev.baton.common.api;

import java.util.List;

/**
 * A piece of a list.
 *
 * @param nextCursor to give back for the next piece; null = this is the last one
 */
public record Page<T>(List<T> items, String nextCursor) {}
