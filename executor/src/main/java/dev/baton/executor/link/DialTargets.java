package dev.baton.executor.link;

import java.util.List;
import java.util.Optional;

/**
 * Whom to dial where nobody has said so: the leader that ZooKeeper names, and in turn with it every
 * other coordinator known, for that word may be old. Safe on every thread.
 */
public final class DialTargets {
  /** Coordinators of ZooKeeper that are kept, at most. */
  public static final int MAX_COORDINATORS = 100;

  private final List<HostAndPort> configured;
  private Optional<HostAndPort> leader = Optional.empty();
  private List<HostAndPort> registered = List.of();
  private int tries;
  private int turn;

  /**
   * @param configured coordinators that the user named; may be empty
   */
  public DialTargets(List<HostAndPort> configured) {
    this.configured = List.copyOf(configured);
  }

  /** What ZooKeeper says of the leader. */
  public synchronized void leader(HostAndPort address) {
    leader = Optional.of(address);
    tries = 0;
  }

  /** The coordinators that are registered in ZooKeeper. */
  public synchronized void registered(List<HostAndPort> addresses) {
    registered = List.copyOf(addresses.subList(0, Math.min(MAX_COORDINATORS, addresses.size())));
  }

  /** A link is open: the next search begins with the leader again. */
  public synchronized void found() {
    tries = 0;
  }

  /** The next to dial; empty if no coordinator is known. */
  public synchronized Optional<HostAndPort> next() {
    List<HostAndPort> others = configured.isEmpty() ? registered : configured;
    boolean leadersTurn = tries % 2 == 0;
    tries++;
    if (leader.isPresent() && (leadersTurn || others.isEmpty())) {
      return leader;
    }
    if (others.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(others.get(Math.floorMod(turn++, others.size())));
  }
}
