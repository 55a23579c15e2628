/** Tests with real processes: what an attempt is told, leaves, and takes down with it. */
package dev.baton.executor.task;
