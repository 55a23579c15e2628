package dev.baton.executor.core;

import dev.baton.common.id.AttemptId;
import dev.baton.common.time.Now;
import dev.baton.common.wire.AttemptOutcome;
import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.common.wire.CoordinatorMessage.ArtifactAccepted;
import dev.baton.common.wire.CoordinatorMessage.Cancel;
import dev.baton.common.wire.CoordinatorMessage.HeartbeatAck;
import dev.baton.common.wire.CoordinatorMessage.HelloRequest;
import dev.baton.common.wire.CoordinatorMessage.LogAccepted;
import dev.baton.common.wire.CoordinatorMessage.NotLeader;
import dev.baton.common.wire.CoordinatorMessage.OutcomesAccepted;
import dev.baton.common.wire.CoordinatorMessage.Refused;
import dev.baton.common.wire.CoordinatorMessage.Start;
import dev.baton.common.wire.CoordinatorMessage.StartOrder;
import dev.baton.common.wire.CoordinatorMessage.Welcome;
import dev.baton.common.wire.ExecutorMessage.Draining;
import dev.baton.common.wire.ExecutorMessage.Ended;
import dev.baton.common.wire.ExecutorMessage.Goodbye;
import dev.baton.common.wire.ExecutorMessage.StartRefused;
import dev.baton.common.wire.ExecutorMessage.Started;
import dev.baton.executor.core.Attempts.Live;
import dev.baton.executor.core.ExecutorEffect.EndReason;
import dev.baton.executor.core.ExecutorEffect.EndTask;
import dev.baton.executor.core.ExecutorEffect.Exit;
import dev.baton.executor.core.ExecutorEffect.ForgetOutcomes;
import dev.baton.executor.core.ExecutorEffect.JournalOutcome;
import dev.baton.executor.core.ExecutorEffect.LeaseExtended;
import dev.baton.executor.core.ExecutorEffect.StartTask;
import dev.baton.executor.core.ExecutorInput.DrainAsked;
import dev.baton.executor.core.ExecutorInput.FromCoordinator;
import dev.baton.executor.core.ExecutorInput.LeaderMoved;
import dev.baton.executor.core.ExecutorInput.LinkDown;
import dev.baton.executor.core.ExecutorInput.LinkUp;
import dev.baton.executor.core.ExecutorInput.LoadMeasured;
import dev.baton.executor.core.ExecutorInput.OutcomeJournalled;
import dev.baton.executor.core.ExecutorInput.ShippingPending;
import dev.baton.executor.core.ExecutorInput.TaskEnded;
import dev.baton.executor.core.ExecutorInput.TaskStarted;
import dev.baton.executor.core.ExecutorInput.Tick;
import dev.baton.executor.core.Link.Beat;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The executor's decisions: takes one input at a time and returns what to do. For one thread. The
 * first step may be any; a {@link Tick} will do, and leads to the first dial.
 */
public final class ExecutorCore {
  /** Outcomes without acknowledgement at which no further start is obeyed. */
  static final int MAX_UNACKNOWLEDGED = 10_000;

  /** How long a tree that was ended by force may take to be gone when the process drains. */
  private static final long FORCED_END_MS = 2_000;

  /** Last words of an executor that was told to go at once. */
  private static final long HURRIED_WORDS_MS = 500;

  private final ExecutorIdentity self;
  private final ExecutorSettings settings;
  private final ExecutorRules rules;
  private final Attempts attempts;
  private final Effects out = new Effects();
  private final Conversation conversation;
  private final Lease lease = new Lease();
  private boolean begun;
  private boolean gone;
  private int shippingPending;

  /** Null unless asked to stop. */
  private Drain drain;

  /**
   * @param journalled outcomes that the journal held when this process began, of any incarnation
   */
  public ExecutorCore(
      ExecutorIdentity self,
      ExecutorSettings settings,
      ExecutorRules rules,
      Collection<AttemptOutcome> journalled) {
    this.self = self;
    this.settings = settings;
    this.rules = rules;
    this.attempts = new Attempts(journalled);
    this.conversation = new Conversation(self, settings, rules, attempts, out);
  }

  /** What to do now, in this order. After {@link Exit} nothing more comes. */
  public List<ExecutorEffect> step(Now now, ExecutorInput input) {
    if (gone) {
      return List.of();
    }
    if (!begun) {
      begun = true;
      conversation.begin(now);
    }
    endLeasedAttempts(now);
    switch (input) {
      case Tick t -> {}
      case LinkUp up -> conversation.up(now, up.link());
      case LinkDown down -> conversation.down(now, down.link());
      case FromCoordinator from -> heard(now, from);
      case LeaderMoved moved -> conversation.leaderMoved(now, moved.address());
      case TaskStarted started -> taskStarted(started);
      case TaskEnded ended -> taskEnded(ended.outcome());
      case OutcomeJournalled journalled -> outcomeJournalled(now, journalled.attempt());
      case LoadMeasured measured -> conversation.measured(measured.load());
      case ShippingPending pending -> shippingPending = pending.chunks();
      case DrainAsked asked -> drainAsked(now, asked);
    }
    proceedDrain(now);
    if (!gone) {
      conversation.proceed(now);
      wakeAtLeaseEnd(now);
    }
    return out.take();
  }

  // ---- the coordinator's word

  private void heard(Now now, FromCoordinator from) {
    if (!conversation.isPresent(from.link())) {
      return;
    }
    CoordinatorMessage message = from.message();
    // These two end the talk with whoever said them; that needs no epoch.
    boolean endsTheTalk = message instanceof NotLeader || message instanceof Refused;
    if (!endsTheTalk && !conversation.mayObey(message.epoch())) {
      return;
    }
    switch (message) {
      case NotLeader notLeader -> conversation.notLeader(now, notLeader);
      case Refused refused -> conversation.refused(now, refused);
      case HelloRequest request -> conversation.helloRequested(now, request);
      case Welcome welcome -> welcomed(now, welcome);
      case HeartbeatAck ack -> heartbeatAnswered(now, ack);
      case Start start -> startAsked(now, start);
      case Cancel cancel -> cancelAsked(cancel);
      case OutcomesAccepted accepted -> outcomesAccepted(now, accepted.attempts());
      case LogAccepted log -> out.add(new ExecutorEffect.LogAccepted(log.attempt(), log.number()));
      case ArtifactAccepted artifact ->
          out.add(
              new ExecutorEffect.ArtifactAccepted(
                  artifact.attempt(), artifact.name(), artifact.number()));
    }
  }

  private void welcomed(Now now, Welcome welcome) {
    if (!conversation.welcomed(now, welcome)) {
      return;
    }
    for (AttemptId attempt : welcome.kill()) {
      Live live = attempts.running(attempt);
      if (live != null) {
        end(
            live,
            live.order.killGrace().toMillis(),
            EndReason.OVER_FOR_LEADER,
            "the leader gave this attempt up");
      }
    }
    if (drain != null) {
      conversation.send(new Draining(drain.reason));
    }
    conversation.beatAfterWelcome(now);
  }

  private void heartbeatAnswered(Now now, HeartbeatAck ack) {
    Beat beat = conversation.heartbeatAnswered(ack.number());
    if (beat != null && ack.grantMs() > 0) {
      long until = rules.leaseUntil(beat.sentNanos(), ack.grantMs(), now.nanos());
      if (lease.extend(ack.epoch(), until)) {
        out.add(new LeaseExtended(until));
      }
    }
  }

  // ---- starts and ends

  private void startAsked(Now now, Start start) {
    StartOrder order = start.order();
    if (attempts.knows(order.attempt())) {
      if (!attempts.isSame(order)) {
        conversation.send(
            new StartRefused(
                order.attempt(),
                "an attempt of this number has run here under another token; was the store restored"
                    + " from a backup?"));
      }
      return;
    }
    String obstacle = obstacle(now, start);
    if (obstacle == null) {
      attempts.start(order);
      out.add(new StartTask(order));
    } else {
      attempts.refuse(order);
      conversation.send(new StartRefused(order.attempt(), obstacle));
    }
  }

  /** Why the start is not obeyed; null if it is. */
  private String obstacle(Now now, Start start) {
    if (!conversation.isOpen()) {
      return "this executor has not been welcomed on this link";
    }
    if (!rules.obeysStart(start.epoch(), lease.epoch(), lease.epochUntilNanos(), now.nanos())) {
      return "no live lease of epoch " + start.epoch();
    }
    if (drain != null) {
      return "this executor is stopping: " + drain.reason;
    }
    if (attempts.runningCount() >= self.capacity().slots()) {
      return "all " + self.capacity().slots() + " slots are taken";
    }
    if (attempts.unacknowledged().size() >= MAX_UNACKNOWLEDGED) {
      return MAX_UNACKNOWLEDGED + " outcomes wait for their acknowledgement";
    }
    return null;
  }

  private void cancelAsked(Cancel cancel) {
    Live live = attempts.running(cancel.attempt());
    if (live != null) {
      end(live, cancel.graceMs(), EndReason.CANCELED, cancel.reason());
    }
  }

  /** Asks for the end of an attempt, once, and again where the grace has become shorter. */
  private void end(Live live, long graceMs, EndReason why, String reason) {
    boolean asks = live.endGraceMs < 0 || graceMs < live.endGraceMs;
    if (live.outcome == null && asks) {
      live.endGraceMs = graceMs;
      out.add(new EndTask(live.order.attempt(), graceMs, why, reason));
    }
  }

  private void endLeasedAttempts(Now now) {
    if (!rules.endsAtLeaseEnd(now.nanos(), lease.untilNanos())) {
      return;
    }
    for (Live live : attempts.running()) {
      if (live.order.leased()) {
        end(live, 0, EndReason.LEASE_ENDED, "the lease ended before the leader renewed it");
      }
    }
  }

  // ---- the task's word

  private void taskStarted(TaskStarted started) {
    Live live = attempts.running(started.attempt());
    if (live != null && live.outcome == null && conversation.isOpen()) {
      conversation.send(new Started(started.attempt(), started.startedAt()));
    }
  }

  private void taskEnded(AttemptOutcome outcome) {
    Live live = attempts.running(outcome.attempt());
    if (live == null || live.outcome != null) {
      return;
    }
    live.outcome = outcome;
    out.add(new JournalOutcome(outcome));
    if (!rules.journalsBeforeSaying() && conversation.isOpen()) {
      conversation.send(new Ended(outcome));
    }
  }

  private void outcomeJournalled(Now now, AttemptId attempt) {
    Live live = attempts.running(attempt);
    if (live == null || live.outcome == null) {
      return;
    }
    attempts.journalled(live);
    if (live.accepted) {
      outcomesAccepted(now, List.of(attempt));
    } else {
      conversation.sayEnded(now, live.outcome);
    }
  }

  private void outcomesAccepted(Now now, List<AttemptId> accepted) {
    List<AttemptId> forgotten = new ArrayList<>();
    for (AttemptId attempt : accepted) {
      Live live = attempts.running(attempt);
      if (live != null && live.outcome != null) {
        live.accepted = true;
      } else if (attempts.forget(attempt)) {
        conversation.forgets(attempt);
        forgotten.add(attempt);
      }
    }
    if (!forgotten.isEmpty()) {
      out.add(new ForgetOutcomes(List.copyOf(forgotten)));
      conversation.acknowledged(now);
    }
  }

  // ---- stopping

  private void drainAsked(Now now, DrainAsked asked) {
    if (drain == null) {
      drain = new Drain(asked.reason(), now.nanosPlusMs(asked.atMostMs()));
      if (conversation.isOpen()) {
        conversation.send(new Draining(asked.reason()));
      }
    } else {
      drain.shorten(now, asked.atMostMs());
    }
    if (asked.atMostMs() == 0) {
      drain.hurried = true;
    }
  }

  private void proceedDrain(Now now) {
    if (drain == null) {
      return;
    }
    if (attempts.runningCount() > 0) {
      endWhatRuns(now);
    } else {
      sayGoodbye(now);
    }
  }

  private void endWhatRuns(Now now) {
    if (now.nanos() - drain.runUntilNanos < 0) {
      out.wakeAt(drain.runUntilNanos);
      return;
    }
    long graceMs = drain.hurried ? 0 : settings.drainGraceMs();
    drain.ends(now.nanosPlusMs(graceMs + FORCED_END_MS));
    for (Live live : attempts.running()) {
      long itsGraceMs = Math.min(graceMs, live.order.killGrace().toMillis());
      end(live, itsGraceMs, EndReason.EXECUTOR_STOPS, "the executor stops: " + drain.reason);
    }
    if (now.nanos() - drain.leaveNanos < 0) {
      out.wakeAt(drain.leaveNanos);
    } else {
      out.note(
          attempts.runningCount()
              + " attempts have not ended in time; their guards end them as this process goes.");
      exit();
    }
  }

  private void sayGoodbye(Now now) {
    drain.goesQuiet(now.nanosPlusMs(drain.hurried ? HURRIED_WORDS_MS : settings.lastWordsMs()));
    boolean settled = !attempts.hasUnacknowledged() && shippingPending == 0;
    if (!settled && now.nanos() - drain.goodbyeNanos < 0) {
      out.wakeAt(drain.goodbyeNanos);
      return;
    }
    if (conversation.isOpen()) {
      conversation.send(new Goodbye(drain.reason));
    }
    exit();
  }

  private void exit() {
    gone = true;
    out.add(new Exit(drain.reason));
    out.wakeNoMore();
  }

  private void wakeAtLeaseEnd(Now now) {
    boolean leasedRuns = attempts.running().stream().anyMatch(l -> l.order.leased());
    if (leasedRuns && lease.untilNanos() - now.nanos() > 0) {
      out.wakeAt(lease.untilNanos());
    }
  }
}
