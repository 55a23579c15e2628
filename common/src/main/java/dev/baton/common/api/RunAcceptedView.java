package dev.baton.common.api;

/** The run was accepted; {@code created} is false if the request key had been used before. */
public record RunAcceptedView(long run, boolean created) {}
