/** Hard state as immutable rows: what the store keeps and the leader's memory copies. */
package dev.baton.coordinator.core.state;
