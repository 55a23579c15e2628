/**
 * What SQLite and PostgreSQL have in common: the tables as values ({@link
 * dev.baton.coordinator.store.sql.Tables}), the writes of a batch ({@link
 * dev.baton.coordinator.store.sql.BatchWrites}), every read, logs, retention and migrations. Each
 * dialect brings its connections and its way to carry out the writes. All times are microseconds in
 * UTC, all flags 0 or 1, so one row mapper serves both.
 */
package dev.baton.coordinator.store.sql;
