/**
 * The deterministic core: decides everything that Baton decides. {@code step(now, input)} returns
 * effects; no thread, clock, randomness or I/O inside. Entry: {@link
 * dev.baton.coordinator.core.CoordinatorCore}. One thread calls it. It must not import Netty,
 * Curator, JDBC, Jackson, nor anything of this module outside {@code core}.
 */
package dev.baton.coordinator.core;
