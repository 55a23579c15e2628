/**
 * The seeded, deterministic simulation of a whole Baton cluster: the real cores of coordinators and
 * executors in simulated time, with a simulated network, store, ZooKeeper, clocks and tasks around
 * them, under faults; checkers watch, and everything is mended in the end and must converge.
 *
 * <p>Entry: {@link dev.baton.simulation.SeedRun} for one seed, {@link
 * dev.baton.simulation.SimulateCommand} for people. One thread for each seed. Nothing but {@code
 * SeedRunner}, the command and {@code results} may use threads, real time or files.
 */
package dev.baton.simulation;
