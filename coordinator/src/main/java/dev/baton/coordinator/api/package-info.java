/**
 * The operator API: HTTP, JSON and WebSocket over Netty. {@link
 * dev.baton.coordinator.api.ApiServer} serves it; {@link
 * dev.baton.coordinator.api.CoordinatorService} is all it wants from the rest of the coordinator.
 * Sockets are served by Netty's event loops, requests by virtual threads of a bounded number;
 * nothing blocks an event loop. Must not import the core beyond commands, facts, state and effects,
 * nor any implementation of the store.
 */
package dev.baton.coordinator.api;
