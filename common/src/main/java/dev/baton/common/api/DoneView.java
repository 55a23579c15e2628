package dev.baton.common.api;

/** What was done, in a sentence. */
public record DoneView(String text) {}
