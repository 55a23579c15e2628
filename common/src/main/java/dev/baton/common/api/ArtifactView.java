package dev.baton.common.api;

/**
 * A file that an attempt left.
 *
 * @param complete false while it is still on its way to the store
 */
public record ArtifactView(
    long run, String task, int attempt, String name, long sizeBytes, boolean complete) {}
