package dev.baton.coordinator.core;

import dev.baton.common.time.Now;
import dev.baton.coordinator.core.incident.ZooKeeperState;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** What this process has heard of its connection to ZooKeeper; outlives a leadership. */
final class ZooKeeperConnection {
  /** Losses are counted over this time. */
  static final long WINDOW_MS = 60_000;

  /**
   * What is lost so soon after the loss before belongs to it: a process that stood still finds its
   * session gone and loses a few connections until it has a new one.
   */
  static final long SAME_LOSS_MS = 1_000;

  /** Losses remembered; more are as bad. */
  static final int MAX_LOSSES = 20;

  private final Deque<Long> lossesNanos = new ArrayDeque<>();

  // A process that has heard nothing yet has nothing to complain about.
  private boolean connected = true;
  private long sinceNanos;
  private Instant since;
  private boolean noQuorum;

  /** When it was heard last that the ensemble had lost what it held. */
  private long wipedNanos = Long.MIN_VALUE;

  private String detail = "";

  void heard(Now now, Input.ZooKeeperHeard said) {
    if (said.connected() != connected || since == null) {
      if (connected && !said.connected()) {
        lost(now.nanos());
      }
      connected = said.connected();
      sinceNanos = now.nanos();
      since = now.wall();
      noQuorum = false;
    }
    noQuorum |= said.noQuorum();
    if (said.wiped()) {
      wipedNanos = now.nanos();
    }
    detail = said.detail();
  }

  private void lost(long nanos) {
    boolean same =
        !lossesNanos.isEmpty() && nanos - lossesNanos.getLast() < SAME_LOSS_MS * Now.NANOS_PER_MS;
    if (!same) {
      lossesNanos.addLast(nanos);
    }
    if (lossesNanos.size() > MAX_LOSSES) {
      lossesNanos.removeFirst();
    }
  }

  ZooKeeperState state(Now now) {
    long from = now.nanos() - WINDOW_MS * Now.NANOS_PER_MS;
    while (!lossesNanos.isEmpty() && lossesNanos.getFirst() < from) {
      lossesNanos.removeFirst();
    }
    boolean wiped = wipedNanos != Long.MIN_VALUE && wipedNanos >= from;
    return new ZooKeeperState(
        connected, sinceNanos, since, lossesNanos.size(), noQuorum, wiped, detail);
  }
}
