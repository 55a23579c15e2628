package dev.baton.executor.core;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.FencingToken;
import dev.baton.common.id.Incarnation;
import dev.baton.common.wire.AttemptOutcome;
import dev.baton.common.wire.CoordinatorMessage.StartOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What runs here and what came of the rest. An attempt is <em>running</em> from the obeyed start
 * until its outcome is in the journal, so each is always in one of the two lists of a hello.
 */
final class Attempts {
  /** Ended or refused attempts that are remembered, so that a repeated start is known as one. */
  static final int MAX_REMEMBERED = 1_000;

  private final SortedMap<AttemptId, Live> running = new TreeMap<>();
  private final SortedMap<AttemptId, AttemptOutcome> unacknowledged = new TreeMap<>();
  private final SortedSet<AttemptId> settled = new TreeSet<>();
  private final Deque<AttemptId> settledOldestFirst = new ArrayDeque<>();

  /** Of every start heard in this process life that is still known. */
  private final SortedMap<AttemptId, FencingToken> tokens = new TreeMap<>();

  Attempts(Collection<AttemptOutcome> journalled) {
    for (AttemptOutcome outcome : journalled) {
      unacknowledged.put(outcome.attempt(), outcome);
    }
  }

  /** One attempt from its start until its outcome is in the journal. */
  static final class Live {
    final StartOrder order;

    /** Set once its process tree is gone. */
    AttemptOutcome outcome;

    /** Acknowledged before it was in the journal; only where it was said too early. */
    boolean accepted;

    /** Grace of the latest wish to end it; -1 while there is none. */
    long endGraceMs = -1;

    Live(StartOrder order) {
      this.order = order;
    }
  }

  boolean knows(AttemptId attempt) {
    return running.containsKey(attempt)
        || unacknowledged.containsKey(attempt)
        || settled.contains(attempt);
  }

  /**
   * Whether the start names the attempt that is known by that number. Another token means that the
   * leader knows nothing of that one: its store has gone back in time.
   */
  boolean isSame(StartOrder order) {
    return order.token().equals(tokens.get(order.attempt()));
  }

  void start(StartOrder order) {
    tokens.put(order.attempt(), order.token());
    running.put(order.attempt(), new Live(order));
  }

  /** The start was refused; it stays refused. */
  void refuse(StartOrder order) {
    tokens.put(order.attempt(), order.token());
    settle(order.attempt());
  }

  /** The attempt is over for this executor; starts of it are ignored from here on. */
  private void settle(AttemptId attempt) {
    if (settled.add(attempt)) {
      settledOldestFirst.addLast(attempt);
      if (settledOldestFirst.size() > MAX_REMEMBERED) {
        AttemptId oldest = settledOldestFirst.removeFirst();
        settled.remove(oldest);
        tokens.remove(oldest);
      }
    }
  }

  /** Null if it does not run. */
  Live running(AttemptId attempt) {
    return running.get(attempt);
  }

  Collection<Live> running() {
    return running.values();
  }

  int runningCount() {
    return running.size();
  }

  List<AttemptId> runningIds() {
    return List.copyOf(running.keySet());
  }

  boolean hasUnacknowledged() {
    return !unacknowledged.isEmpty();
  }

  Collection<AttemptOutcome> unacknowledged() {
    return unacknowledged.values();
  }

  /** Null if there is none of this attempt. */
  AttemptOutcome unacknowledged(AttemptId attempt) {
    return unacknowledged.get(attempt);
  }

  /** The outcome is in the journal: from now on the attempt is no longer running. */
  void journalled(Live live) {
    running.remove(live.order.attempt());
    unacknowledged.put(live.order.attempt(), live.outcome);
  }

  /** Forgets an outcome; returns whether there was one. */
  boolean forget(AttemptId attempt) {
    if (unacknowledged.remove(attempt) == null) {
      return false;
    }
    settle(attempt);
    return true;
  }

  /** Whether no outcome of an earlier incarnation waits for its acknowledgement. */
  boolean settledBefore(Incarnation self) {
    return unacknowledged.values().stream().allMatch(o -> o.incarnation().equals(self));
  }

  /**
   * The two lists of a hello, and the incarnations that it may name as ended: an attempt of an
   * ended incarnation that is in no list counts as lost, so one whose outcome found no room keeps
   * its incarnation from being named.
   */
  record HelloLists(
      List<AttemptId> running,
      List<AttemptOutcome> outcomes,
      List<Incarnation> ended,
      boolean complete) {}

  HelloLists helloLists(Incarnation self, List<Incarnation> ended) {
    SortedSet<AttemptId> runs = new TreeSet<>(running.keySet());
    int size = runs.stream().mapToInt(WireSizes::of).sum();
    List<AttemptOutcome> outcomes = new ArrayList<>();
    SortedSet<Incarnation> unfinished = new TreeSet<>();
    for (AttemptOutcome outcome : unacknowledged.values()) {
      int itsSize = WireSizes.of(outcome);
      if (size + itsSize <= WireSizes.MAX_HELLO_BYTES) {
        size += itsSize;
        outcomes.add(outcome);
      } else if (outcome.incarnation().equals(self)) {
        runs.add(outcome.attempt());
      } else {
        unfinished.add(outcome.incarnation());
      }
    }
    List<Incarnation> named = ended.stream().filter(i -> !unfinished.contains(i)).toList();
    return new HelloLists(List.copyOf(runs), List.copyOf(outcomes), named, unfinished.isEmpty());
  }
}
