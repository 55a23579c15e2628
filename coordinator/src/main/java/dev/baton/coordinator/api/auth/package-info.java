/**
 * Who may ask for what: bearer tokens from a file, each with a name and a role. {@link
 * dev.baton.coordinator.api.auth.Tokens} answers from memory, on every thread.
 */
package dev.baton.coordinator.api.auth;
