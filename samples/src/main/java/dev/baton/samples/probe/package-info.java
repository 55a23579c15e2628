/**
 * Handlers that measure a cluster instead of doing work: one that does nothing, and one whose first
 * statement writes down when it began. Drills and benchmarks run them.
 */
package dev.baton.samples.probe;
