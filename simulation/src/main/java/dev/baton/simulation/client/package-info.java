/**
 * Operators and programs that define jobs and ask for things. One thread for each world; nothing
 * here knows real time, files or other threads.
 */
package dev.baton.simulation.client;
