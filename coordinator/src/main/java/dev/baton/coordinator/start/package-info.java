/**
 * Starting and stopping a coordinator: its options, its data directory, and what it says when it
 * cannot start. Must not be imported by the core.
 */
package dev.baton.coordinator.start;
