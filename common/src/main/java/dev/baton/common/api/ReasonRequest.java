package dev.baton.common.api;

/** Why somebody asks for something; goes into the audit; may be null. */
public record ReasonRequest(String reason) {}
