package dev.baton.coordinator.election;

import dev.baton.coordinator.core.Input.ElectionNode;

/**
 * The election, for the core's shell. No method blocks or throws; answers come as inputs, in the
 * order in which ZooKeeper gave them. Without ZooKeeper they come when it is back, or never.
 */
public interface ElectionPort {
  /** Take a place, if there is none. */
  void stand();

  /** Give up this place. */
  void withdraw(ElectionNode node, String reason);

  /** Answered by {@code ElectionConfirmed}. */
  void confirm(long request, ElectionNode node);

  /** Tell everybody that we lead; said again until it is written or leadership is over. */
  void announce(long epoch);

  /** We no longer lead, or not yet. */
  void stopAnnouncing();
}
