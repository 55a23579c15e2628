package dev.baton.common.api;

/** The job stands in this version; {@code changed} is false if the file said the same before. */
public record JobStoredView(String job, int version, boolean changed) {}
