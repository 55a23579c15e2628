/** The store on PostgreSQL. */
package dev.baton.coordinator.store.postgres;
