/**
 * The executor's data directory: its lock, its fingerprint, the process lives that used it, and
 * which cluster it works for. Entry: {@link dev.baton.executor.home.ExecutorHome}. Methods block on
 * the disk. Must not import the core, the link or the task runner.
 */
package dev.baton.executor.home;
