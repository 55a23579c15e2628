/**
 * The executor's deterministic half: leases, which frames are obeyed, what runs, what is journalled
 * and said again. {@code step(now, input)} returns effects; no thread, clock, randomness or I/O
 * inside. The same class runs in the simulation. Entry: {@link
 * dev.baton.executor.core.ExecutorCore}.
 */
package dev.baton.executor.core;
