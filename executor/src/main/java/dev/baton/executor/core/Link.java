package dev.baton.executor.core;

import dev.baton.common.id.AttemptId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SortedMap;
import java.util.TreeMap;

/** The one link to a coordinator: how far it has come, and what was said on it. */
final class Link {
  /** How far it has come. */
  enum Phase {
    /** There is none; the next dial waits for its time. */
    WAITING,
    DIALLING,
    /** Hello was said, welcome has not come. */
    GREETING,
    /** Welcomed: heartbeats, starts, outcomes. */
    OPEN
  }

  /** A heartbeat without answer. */
  record Beat(long number, long sentNanos) {}

  Phase phase = Phase.WAITING;

  /** Number of the link, or of the one before while there is none. */
  long number;

  /**
   * WAITING: when to dial. DIALLING, GREETING: when to give up. OPEN: when the next beat is due.
   */
  long dueNanos;

  /** Where this link was dialled; empty = where the shell looked it up. */
  String address = "";

  /** Where the next dial goes; empty = look it up. */
  String nextAddress = "";

  /** Since when the link is open. */
  long openNanos;

  /** Whether the hello left out outcomes for want of room. */
  boolean helloComplete;

  /** Oldest first; never more than the setting allows. */
  final Deque<Beat> unanswered = new ArrayDeque<>();

  /** Outcomes said on this link, and when. */
  final SortedMap<AttemptId, Long> saidNanos = new TreeMap<>();

  /** Whether frames of this link are those of the present one. */
  boolean isPresent(long link) {
    return phase != Phase.WAITING && link == number;
  }

  /** Whether there is a link, or one is dialled, and it is known to go there. */
  boolean goesTo(String where) {
    return phase != Phase.WAITING && where.equals(address);
  }

  void dialling(String dialled, long giveUpNanos) {
    phase = Phase.DIALLING;
    address = dialled;
    number++;
    nextAddress = "";
    dueNanos = giveUpNanos;
    unanswered.clear();
    saidNanos.clear();
  }

  void waiting(long dialNanos) {
    phase = Phase.WAITING;
    dueNanos = dialNanos;
    unanswered.clear();
    saidNanos.clear();
  }

  /** Removes the answered heartbeat and those before it; null if it is not one of this link. */
  Beat answered(long beatNumber) {
    while (!unanswered.isEmpty() && unanswered.peekFirst().number() < beatNumber) {
      unanswered.removeFirst();
    }
    Beat first = unanswered.peekFirst();
    return first != null && first.number() == beatNumber ? unanswered.removeFirst() : null;
  }
}
