package dev.baton.common.api;

/** Names an attempt of some run. */
public record AttemptRef(long run, String task, int attempt) {}
