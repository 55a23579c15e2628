/**
 * What seeds come to, and keeping it: {@link dev.baton.simulation.results.SeedTally} adds up,
 * {@link dev.baton.simulation.results.ResultsDirectory} keeps it on disk so that a range can be
 * resumed. The only package here that touches files. Must not be used by the simulated world.
 */
package dev.baton.simulation.results;
