/**
 * Around the core: its inbox ({@link dev.baton.coordinator.shell.Inbox}), the one thread that steps
 * it ({@link dev.baton.coordinator.shell.CoreRunner}), and the threads that do what it asks for.
 */
package dev.baton.coordinator.shell;
