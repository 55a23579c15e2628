/**
 * Runs attempts on this machine: the kinds of task, their environment, log, outputs and artifacts.
 * Entry: {@link dev.baton.executor.task.TaskRunner}. One platform thread for each attempt, which
 * also calls the listener. Must not import the executor's core, link or journal.
 */
package dev.baton.executor.task;
