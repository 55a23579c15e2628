/** Durable changes: the only way hard state moves, in memory and in the store. */
package dev.baton.coordinator.core.fact;
