/** Whole executors against a leader that a test plays: in this process, and as one of their own. */
package dev.baton.executor.shell;
