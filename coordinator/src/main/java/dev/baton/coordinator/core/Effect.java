package dev.baton.coordinator.core;

import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.coordinator.core.Input.ElectionNode;
import dev.baton.coordinator.core.command.CommandResult;
import dev.baton.coordinator.core.fact.Batch;

/** What the core asks the shell for. The shell does them in order and never blocks the core. */
public sealed interface Effect {
  /** Take a place in the election, if we have none. */
  record Stand() implements Effect {}

  /** Give up this place; a new {@link Stand} may follow. */
  record Withdraw(ElectionNode node, String reason) implements Effect {}

  record ReadEpoch(long request) implements Effect {}

  record ConfirmElection(long request, ElectionNode node) implements Effect {}

  /** Compare-and-set {@code from} to {@code from + 1}; ends the former leader's store session. */
  record RaiseEpoch(long request, long from, long to, ElectionNode node) implements Effect {}

  /** Read all hard state in a new transaction, and check the epoch in it. */
  record LoadSnapshot(long request, long epoch) implements Effect {}

  /** Write the batch, at most one at a time. */
  record Commit(Batch batch) implements Effect {}

  /**
   * The batch is durable: its events may be shown. Comes once for each batch, in order, after its
   * CommitDone.
   */
  record Publish(Batch batch) implements Effect {}

  record Send(long link, CoordinatorMessage message) implements Effect {}

  record CloseLink(long link, String reason) implements Effect {}

  record Answer(long request, CommandResult result) implements Effect {}

  /**
   * Come back with a Tick after this time at the latest. Replaces the wish before; the last one of
   * a step counts.
   */
  record WakeAt(long nanos) implements Effect {}

  /** Leadership began, ended or changed its phase; for health pages and the leader's address. */
  record RoleChanged(Role role, long epoch, String reason) implements Effect {}

  /** A counter of something worth a look moved, for example a stale frame refused. */
  record Counted(Counter counter, long by) implements Effect {}

  /** Something an operator of this process should read in its log. */
  record Note(String text) implements Effect {}

  /**
   * It refuses to lead, or does so no more.
   *
   * @param text why, and what to do, for people; empty = it no longer refuses
   */
  record Unfit(String text) implements Effect {}

  /** What this coordinator is. */
  enum Role {
    STANDBY,
    /** First in the election; raising the epoch or loading. */
    RAISING,
    LEADER
  }

  /** Things that are counted. */
  enum Counter {
    COMMITS_FENCED,
    COMMITS_UNKNOWN,
    COMMITS_IN_CONFLICT,
    STALE_FRAMES_REFUSED,
    LATE_OUTCOMES,
    DUPLICATE_OUTCOMES,
    RUNS_ACCEPTED,
    ATTEMPTS_DISPATCHED,
    FIRES_SKIPPED
  }
}
