/**
 * True time, the event queue, seeded randomness, hosts and process lives. Entry: {@link
 * dev.baton.simulation.world.World}. One thread for each world; nothing here knows real time, files
 * or other threads.
 */
package dev.baton.simulation.world;
