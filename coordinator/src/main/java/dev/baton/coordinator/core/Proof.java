package dev.baton.coordinator.core;

import dev.baton.coordinator.core.Input.ElectionNode;

/**
 * The evidence on which leases are granted: that this coordinator led, under this epoch and by this
 * election node, at the moment when the proof's question was sent.
 *
 * @param sentNanos when the newest question was sent that came back with a yes
 */
record Proof(long epoch, ElectionNode node, long sentNanos) {
  Proof at(long newSentNanos) {
    return newSentNanos > sentNanos ? new Proof(epoch, node, newSentNanos) : this;
  }
}
