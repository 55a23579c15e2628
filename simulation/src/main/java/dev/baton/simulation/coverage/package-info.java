/**
 * Which faults have met what. One thread for each world; nothing here knows real time, files or
 * other threads.
 */
package dev.baton.simulation.coverage;
