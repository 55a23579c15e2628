/**
 * Java handlers: those of the embedding program and those in jars of the {@code handlers/} folder,
 * each jar with a class loader of its own; and how one is run, here or in a JVM of its own. Entry:
 * {@link dev.baton.executor.handler.HandlerRegistry}, safe on every thread. Must not import the
 * task kinds, the executor's core, link or journal.
 */
package dev.baton.executor.handler;
