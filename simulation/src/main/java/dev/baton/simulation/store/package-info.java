/**
 * The relational store: an independent model of its rows, and calls that may be late, lost or slow.
 * One thread for each world; nothing here knows real time, files or other threads.
 */
package dev.baton.simulation.store;
