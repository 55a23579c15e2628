package dev.baton.coordinator.election;

import dev.baton.coordinator.core.Input.Confirmation;
import dev.baton.coordinator.core.Input.ElectionNode;
import java.util.concurrent.CompletionStage;

/**
 * The election, for the core's shell. No method blocks or throws. Changes of our place come as
 * inputs, in the order in which ZooKeeper told them.
 */
public interface ElectionPort {
  /** Take a place, if there is none. */
  void stand();

  /** Give up this place. */
  void withdraw(ElectionNode node, String reason);

  /** Whether this node of ours is there and first; completes on any thread, or never. */
  CompletionStage<Confirmation> confirm(ElectionNode node);

  /** Tell everybody that we lead; said again until it is written or leadership is over. */
  void announce(long epoch);

  /** We no longer lead, or not yet. */
  void stopAnnouncing();
}
