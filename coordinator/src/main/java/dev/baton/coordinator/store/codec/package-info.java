/**
 * How values become bytes and text in the store, and back. {@link
 * dev.baton.coordinator.store.codec.FactCodec} writes the events of a batch, {@link
 * dev.baton.coordinator.store.codec.TextCodec} the columns that hold a whole value. What was
 * written once is read for ever: words are never renamed, fields are only added, and a reader
 * passes over fields that it does not know. Pure; any thread.
 */
package dev.baton.coordinator.store.codec;
