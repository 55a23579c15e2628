package dev.baton.coordinator.core;

import dev.baton.common.id.ExecutorId;
import dev.baton.common.id.Incarnation;
import dev.baton.common.wire.ExecutorMessage.Capacity;
import dev.baton.common.wire.ExecutorMessage.Load;
import dev.baton.coordinator.core.command.CommandResult.ExecutorStatus;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Soft state of one executor, rebuilt by listening. */
final class ExecutorSession {
  /** No link. */
  static final long NO_LINK = 0;

  final ExecutorId id;
  String home;
  Incarnation incarnation;
  Capacity capacity;
  long link = NO_LINK;

  /** The newest link on which it was taken; links are numbered as they come. */
  long newestLink = NO_LINK;

  String remoteAddress = "";
  Instant lastHeardAt;

  /** When the lease of {@link #incarnation} is over for us, the granter. */
  long leaseEndsNanos;

  /** Whether it has a lease of this epoch; only then a start would be obeyed. */
  boolean granted;

  boolean suspect;
  boolean lost;
  boolean left;
  boolean drainingItself;

  /** It gets one attempt at a time, after it was lost again and again. */
  boolean onTrial;

  /** Attempts that it may have at once. */
  int slots() {
    return onTrial ? Math.min(1, capacity.slots()) : capacity.slots();
  }

  Load load = Load.UNKNOWN;

  /** What its machine is short of. */
  Pressure pressure = new Pressure();

  /** Number of the last heartbeat of {@link #incarnation}; 0 if none was heard. */
  long lastBeat;

  /** Leases of earlier incarnations that no hello has proven ended. */
  final Map<Incarnation, Long> earlierLeases = new TreeMap<>();

  ExecutorSession(ExecutorId id) {
    this.id = id;
  }

  boolean isLinked() {
    return link != NO_LINK;
  }

  /** Whether the process behind it may still be there, as far as we know. */
  boolean mayBeAlive(long nowNanos) {
    return isLinked() || nowNanos < leaseEndsNanos;
  }

  ExecutorStatus status(boolean cordoned, boolean draining) {
    if (left) {
      return ExecutorStatus.LEFT;
    }
    if (lost) {
      return ExecutorStatus.LOST;
    }
    if (suspect || !isLinked()) {
      return ExecutorStatus.SUSPECT;
    }
    if (draining || drainingItself) {
      return ExecutorStatus.DRAINING;
    }
    return cordoned ? ExecutorStatus.CORDONED : ExecutorStatus.UP;
  }
}
