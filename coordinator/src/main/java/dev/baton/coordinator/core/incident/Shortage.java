package dev.baton.coordinator.core.incident;

import dev.baton.common.incident.IncidentCause;

/**
 * What an executor's machine is short of.
 *
 * @param cause DISK_FULL, MEMORY_SHORT or CPU_SATURATED
 * @param text what was measured, for people
 */
public record Shortage(IncidentCause cause, String text) {}
