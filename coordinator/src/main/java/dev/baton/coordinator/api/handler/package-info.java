/**
 * What each path of the operator API does: reads the store, gives commands to the leader, and puts
 * rows into the words of {@code dev.baton.common.api}. {@link
 * dev.baton.coordinator.api.handler.RouteTable} lists all paths. Handlers run on virtual threads
 * and may block; they hold no state.
 */
package dev.baton.coordinator.api.handler;
