package dev.baton.coordinator.core;

import dev.baton.common.id.AttemptId;
import dev.baton.common.time.Now;
import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.coordinator.core.command.CommandResult;
import dev.baton.coordinator.core.command.CommandResult.Code;
import dev.baton.coordinator.core.fact.Batch;
import dev.baton.coordinator.core.fact.Fact;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One batch in flight; while it commits, the next fills. Messages and answers that depend on a fact
 * leave when its batch is durable, in the order in which they were decided.
 */
final class CommitPipeline {
  /** Full batches that may wait behind the one in flight before new work is held back. */
  static final int MAX_WAITING = 3;

  /**
   * Facts of a leadership's first batch at most; each that is durable doubles it. What fell due
   * while nobody led would otherwise be one commit that a slow store cannot do in time, again and
   * again.
   */
  static final int FIRST_FACTS = 250;

  private final long epoch;
  private final int maxFacts;
  private int factsNow;
  private final SafetyRules rules;
  private final ArrayDeque<Open> waiting = new ArrayDeque<>();
  private Open filling = new Open();
  private Open inFlight;
  private long inFlightNumber;
  private long inFlightSentNanos;
  private long nextEventNumber;
  private long nextNumber = 1;
  private Batch inFlightBatch;

  private static final class Open {
    final List<Fact> facts = new ArrayList<>();
    final List<Effect> held = new ArrayList<>();

    /** Outcomes to acknowledge, by link: one message for all that a batch makes durable. */
    final SortedMap<Long, List<AttemptId>> accepted = new TreeMap<>();

    boolean isEmpty() {
      return facts.isEmpty() && held.isEmpty() && accepted.isEmpty();
    }
  }

  CommitPipeline(long epoch, long nextEventNumber, int maxFacts, SafetyRules rules) {
    this.epoch = epoch;
    this.nextEventNumber = nextEventNumber;
    this.maxFacts = maxFacts;
    this.factsNow = Math.min(FIRST_FACTS, maxFacts);
    this.rules = rules;
  }

  void add(Fact fact) {
    filling.facts.add(fact);
  }

  /** Sends the effect once all facts recorded so far are durable; at once if they are. */
  void hold(Effect effect, List<Effect> out) {
    if (!rules.holdsMessagesUntilCommit() || isQuiet()) {
      out.add(effect);
    } else {
      newest().held.add(effect);
    }
  }

  /** As {@link #hold}, for the word that these outcomes are durable. */
  void acknowledge(long link, List<AttemptId> attempts, List<Effect> out) {
    if (!rules.holdsMessagesUntilCommit() || isQuiet()) {
      out.add(acceptance(link, attempts));
    } else {
      newest().accepted.computeIfAbsent(link, l -> new ArrayList<>()).addAll(attempts);
    }
  }

  private Effect acceptance(long link, List<AttemptId> attempts) {
    return new Effect.Send(
        link, new CoordinatorMessage.OutcomesAccepted(epoch, List.copyOf(attempts)));
  }

  /** The batch that holds the newest fact; there is one unless all is quiet. */
  private Open newest() {
    if (!filling.facts.isEmpty()) {
      return filling;
    }
    return waiting.isEmpty() ? inFlight : waiting.getLast();
  }

  /** A decision is complete: what follows may go into another batch. */
  void boundary() {
    if (filling.facts.size() >= factsNow) {
      cut();
    }
  }

  /** What was recorded so far and what follows go into different batches. */
  void cut() {
    if (!filling.isEmpty()) {
      waiting.add(filling);
      filling = new Open();
    }
  }

  /** Whether so much waits for the store that no new work should be decided. */
  boolean isBackedUp() {
    return waiting.size() >= MAX_WAITING;
  }

  /** Whether everything recorded is durable. */
  boolean isQuiet() {
    return inFlight == null && waiting.isEmpty() && filling.facts.isEmpty();
  }

  boolean isInFlight() {
    return inFlight != null;
  }

  long inFlightSentNanos() {
    return inFlightSentNanos;
  }

  /** Sends the next batch if none is in flight; {@code evenEmpty} sends one without facts. */
  void pump(Now now, boolean evenEmpty, List<Effect> out) {
    if (inFlight != null) {
      return;
    }
    Open next = waiting.poll();
    if (next == null) {
      if (filling.isEmpty() && !evenEmpty) {
        return;
      }
      next = filling;
      filling = new Open();
    }
    inFlight = next;
    inFlightNumber = nextNumber++;
    inFlightSentNanos = now.nanos();
    inFlightBatch = new Batch(inFlightNumber, epoch, nextEventNumber, List.copyOf(next.facts));
    nextEventNumber += next.facts.size();
    out.add(new Effect.Commit(inFlightBatch));
  }

  /** Whether this is the answer that is waited for. */
  boolean awaits(long number) {
    return inFlight != null && inFlightNumber == number;
  }

  /** The batch in flight, which is given up without an answer. */
  Unanswered unanswered(Instant at) {
    return new Unanswered(at, inFlightBatch.facts().size(), nextEventNumber);
  }

  /** The batch in flight is durable. */
  void committed(List<Effect> out) {
    out.addAll(inFlight.held);
    inFlight.accepted.forEach((link, attempts) -> out.add(acceptance(link, attempts)));
    if (!inFlightBatch.facts().isEmpty()) {
      factsNow = Math.min(maxFacts, 2 * factsNow);
      out.add(new Effect.Publish(inFlightBatch));
    }
    inFlight = null;
    inFlightBatch = null;
  }

  /** Leadership or memory is given up: whoever waits for an answer is told that it is open. */
  void abandon(List<Effect> out) {
    if (inFlight != null) {
      abandon(inFlight, out);
    }
    waiting.forEach(open -> abandon(open, out));
    abandon(filling, out);
  }

  private static void abandon(Open open, List<Effect> out) {
    for (Effect effect : open.held) {
      if (effect instanceof Effect.Answer answer) {
        out.add(
            new Effect.Answer(
                answer.request(),
                new CommandResult.Rejected(
                    Code.UNKNOWN,
                    "The leader lost touch before it knew whether this took effect. Ask again with"
                        + " the same request key.")));
      }
    }
  }
}
