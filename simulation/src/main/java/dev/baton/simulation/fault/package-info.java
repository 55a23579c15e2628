/**
 * What goes wrong, when, to whom and for how long; all from the seed. One thread for each world;
 * nothing here knows real time, files or other threads.
 */
package dev.baton.simulation.fault;
