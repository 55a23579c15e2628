/**
 * Checkers: independent models that see everything from outside and throw a {@link
 * dev.baton.simulation.check.Violation}. They must not use the code of the cores, only their words:
 * messages, facts, inputs and effects. One thread for each world; nothing here knows real time,
 * files or other threads.
 */
package dev.baton.simulation.check;
