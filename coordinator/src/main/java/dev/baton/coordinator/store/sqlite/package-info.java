/**
 * The store in one SQLite file: WAL, synchronous FULL, one writing connection under a lock, a few
 * reading ones beside it. One process owns the file. Entry: {@link
 * dev.baton.coordinator.store.sqlite.SqliteStore}.
 */
package dev.baton.coordinator.store.sqlite;
