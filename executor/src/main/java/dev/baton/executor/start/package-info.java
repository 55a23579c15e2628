/**
 * Starting an executor: its settings, from the command line, a file or a program, and what it says
 * when it cannot start. Must not be imported by the core.
 */
package dev.baton.executor.start;
