/**
 * Runs the core and its executors under simulated time, networks and faults, and judges the
 * outcome.
 */
package dev.baton.simulation;
