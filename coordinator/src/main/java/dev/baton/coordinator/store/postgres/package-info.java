/**
 * The store on PostgreSQL. A batch travels as one statement that checks the epoch and writes every
 * table from arrays ({@link dev.baton.coordinator.store.postgres.CommitSql}), so the server holds a
 * lock only while it works itself, never while it waits for a client that may be frozen. The leader
 * writes on a session of its own, named in the leadership row; whoever raises ends the former one.
 * Reads, logs and questions about the epoch go through pools. Entry: {@link
 * dev.baton.coordinator.store.postgres.PostgresStore}.
 */
package dev.baton.coordinator.store.postgres;
