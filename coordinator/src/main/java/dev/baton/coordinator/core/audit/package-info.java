/**
 * The auditor: looks for any status that has no owner or no next step, slice by slice, and tests
 * what a new leader has loaded ({@code docs/incidents.md}). Entry: {@link
 * dev.baton.coordinator.core.audit.Auditor}. Part of the core: one thread, no clock, no I/O, no
 * randomness; it knows the rest of the core only as an {@link
 * dev.baton.coordinator.core.audit.AuditScene}.
 */
package dev.baton.coordinator.core.audit;
