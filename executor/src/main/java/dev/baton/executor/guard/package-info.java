/**
 * Keeps the promise that a task's process tree dies with its executor and with its lease: the guard
 * processes, their clock and lease file, what is recorded on disk of each tree, and the sweep of
 * what an earlier incarnation left. Linux only; elsewhere not built. Must not import the executor's
 * core, link or journal.
 */
package dev.baton.executor.guard;
