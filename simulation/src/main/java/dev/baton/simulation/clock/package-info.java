/**
 * Clocks that drift and jump. One thread for each world; nothing here knows real time, files or
 * other threads.
 */
package dev.baton.simulation.clock;
