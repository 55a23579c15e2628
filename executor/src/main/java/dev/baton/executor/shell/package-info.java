/**
 * Around the core: the thread that owns it, the clock, and what carries its effects out. Entry:
 * {@link dev.baton.executor.shell.RunningExecutor}. Inputs come from the link's event loop, the
 * threads of attempts, the journal's thread, the shipper's and ZooKeeper's; they all put them into
 * one bounded inbox and wait where it is full. The core's own thread waits for nothing but the next
 * input.
 */
package dev.baton.executor.shell;
