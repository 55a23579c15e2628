/**
 * Rules broken on purpose, to see that the checkers notice. One thread for each world; nothing here
 * knows real time, files or other threads.
 */
package dev.baton.simulation.plant;
