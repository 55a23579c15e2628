/** What people and programs ask the leader to do, and what it answers. */
package dev.baton.coordinator.core.command;
