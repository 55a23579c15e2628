/**
 * Flows through the workbench, each on a real cluster of processes: two coordinators, two
 * executors, ZooKeeper and PostgreSQL. {@link dev.baton.uitests.ClusterFlow} is what they share. A
 * flow presses keys and buttons as an operator does, waits for conditions (never for a time), and
 * compares what the screen shows with what the API answers. JUnit's thread drives; everything that
 * touches the scene goes through {@link dev.baton.uitests.Await} or TestFX onto the FX thread.
 */
package dev.baton.uitests;
