/**
 * Incidents: detection, diagnosis, recovery and verification as a persisted saga ({@code
 * docs/incidents.md}). Part of the core: one thread, no clock, no I/O, no randomness; it knows the
 * rest of the core only as a {@link dev.baton.coordinator.core.incident.Scene}.
 */
package dev.baton.coordinator.core.incident;
