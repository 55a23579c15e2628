/**
 * The stream of durable changes: {@link dev.baton.coordinator.api.event.EventHub} takes facts from
 * the leader's core or, on a standby, from the store, numbers as they stand there, and hands them
 * to event streams. One thread follows the store; each stream has a virtual thread that pulls, so a
 * slow client holds up nobody and nothing is queued for it.
 */
package dev.baton.coordinator.api.event;
