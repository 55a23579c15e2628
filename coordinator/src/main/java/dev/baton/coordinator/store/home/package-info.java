/**
 * The data directory of a coordinator on disk: one process at a time, one cluster, one layout. Each
 * refusal is one sentence for the user.
 */
package dev.baton.coordinator.store.home;
