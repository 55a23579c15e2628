package dev.baton.common.api;

/**
 * Carry out a proposed action of an incident's plan.
 *
 * @param action its name
 * @param reason goes into the audit; may be null
 */
public record ApproveRequest(String action, String reason) {}
