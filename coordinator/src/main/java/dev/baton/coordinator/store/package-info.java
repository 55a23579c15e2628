/**
 * The store: the truth on disk. {@link dev.baton.coordinator.store.CoreStore} is what the core's
 * shell writes through, {@link dev.baton.coordinator.store.LogStore} keeps logs and artifacts,
 * {@link dev.baton.coordinator.store.ReadStore} answers screens and the API. SQLite and PostgreSQL
 * stand behind one contract suite.
 */
package dev.baton.coordinator.store;
