/**
 * What happened, line by line. One thread for each world; nothing here knows real time, files or
 * other threads.
 */
package dev.baton.simulation.trace;
