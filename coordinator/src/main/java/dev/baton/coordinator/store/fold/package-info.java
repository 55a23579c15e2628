/**
 * The pure step from a batch of facts to the rows that must be written: {@link
 * dev.baton.coordinator.store.fold.Fold}. Of several facts about one row the last counts, and rows
 * to insert are told apart from rows to update. Both databases use it. No thread, no clock, nothing
 * of JDBC.
 */
package dev.baton.coordinator.store.fold;
