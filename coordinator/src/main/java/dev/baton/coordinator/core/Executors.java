package dev.baton.coordinator.core;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.ExecutorId;
import dev.baton.common.id.Incarnation;
import dev.baton.common.run.AttemptStatus;
import dev.baton.common.time.Now;
import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.common.wire.ExecutorMessage;
import dev.baton.common.wire.ExecutorMessage.Heartbeat;
import dev.baton.common.wire.ExecutorMessage.Hello;
import dev.baton.coordinator.core.Effect.Counter;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.core.state.ExecutorRow;
import dev.baton.coordinator.core.state.FailoverEvent.Kind;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Who is there, and what they say: links, hellos, heartbeats, starts and ends. What follows from
 * silence is {@link Liveness}.
 */
final class Executors {
  private final Desk desk;
  private final Attempts attempts;
  private final Hellos hellos;
  private final ExecutorSessions sessions = new ExecutorSessions();
  private final Liveness liveness;

  /** Data directories whose executors may have heard of this epoch from us. */
  private final TreeSet<String> toldHomes = new TreeSet<>();

  Executors(Desk desk, Attempts attempts) {
    this.desk = desk;
    this.attempts = attempts;
    this.liveness = new Liveness(desk, attempts, sessions);
    this.hellos = new Hellos(desk, attempts, this);
  }

  Collection<ExecutorSession> sessions() {
    return sessions.all();
  }

  ExecutorSession session(ExecutorId id) {
    return sessions.get(id);
  }

  ExecutorSession sessionOf(long link) {
    return sessions.of(link);
  }

  /**
   * After a raise: whoever the store knows may be alive and hold a lease of a former leader.
   *
   * @param raisedNanos when the raise was known to be done
   */
  void expectAll(long raisedNanos) {
    TreeSet<ExecutorId> known = new TreeSet<>(desk.state.executorsWithAttempts());
    desk.state.executors().forEach(row -> known.add(row.id()));
    long leasesEnd =
        desk.rules.waitsForOldLeasesAfterRaise(
            raisedNanos, desk.settings.leaseMs(), desk.settings.driftMarginMs());
    for (ExecutorId id : known) {
      ExecutorSession session = sessions.orNew(id);
      ExecutorRow row = desk.state.executor(id);
      if (row != null) {
        session.home = row.home();
        session.incarnation = row.incarnation();
        session.capacity = row.capacity();
        session.lastHeardAt = row.lastJoinedAt();
        session.left = row.incarnation() == null && desk.state.liveCount(id) == 0;
      }
      if (session.left) {
        continue;
      }
      liveness.expectReturn(session, raisedNanos, leasesEnd);
    }
  }

  /** An executor of that data directory hears of this epoch. */
  void told(String home) {
    toldHomes.add(home);
  }

  /** Takes a hello; answers false if it shows that the store has gone back in time. */
  boolean hello(long link, String remoteAddress, Hello hello) {
    boolean obeyedAnother = hello.highestEpoch() == desk.epoch && !toldHomes.contains(hello.home());
    if (hello.highestEpoch() > desk.epoch || obeyedAnother) {
      return false;
    }
    if (sessions.of(link) != null) {
      return true;
    }
    ExecutorSession known = sessions.get(hello.executor());
    if (known != null && link < known.newestLink) {
      // It was under way while the executor gave that link up: it does not know what came after.
      desk.out().add(new Effect.CloseLink(link, "the executor has had a newer link"));
      return true;
    }
    toldHomes.add(hello.home());
    hellos.settle(link, remoteAddress, hello);
    return true;
  }

  /** Whether that process of the executor is linked, or the end of its lease is awaited. */
  boolean watches(ExecutorSession session, Incarnation incarnation) {
    return liveness.watches(session, incarnation);
  }

  /** Whether there is nothing to wait for, or somebody does. */
  boolean isAwaited(ExecutorSession session) {
    return liveness.isAwaited(session);
  }

  /** Waits a whole lease for what nobody watches of it. */
  void takeUp(ExecutorId id) {
    liveness.takeUp(sessions.orNew(id));
  }

  ExecutorSession sessionFor(ExecutorId id) {
    return sessions.orNew(id);
  }

  /** The hello on this link was accepted: the session is now that process and that link. */
  void bind(ExecutorSession session, long link, String remoteAddress, Hello hello) {
    if (session.isLinked()) {
      desk.out().add(new Effect.CloseLink(session.link, "the executor has a newer link"));
      sessions.unlink(session.link);
    }
    if (session.incarnation != null && !session.incarnation.equals(hello.incarnation())) {
      liveness.replaced(session);
      session.lastBeat = 0;
      session.pressure = new Pressure();
    }
    session.incarnation = hello.incarnation();
    session.home = hello.home();
    session.capacity = hello.capacity();
    sessions.link(session, link);
    session.remoteAddress = remoteAddress;
    session.granted = false;
    session.suspect = false;
    session.lost = false;
    session.left = false;
    session.drainingItself = false;
    liveness.heard(session);
  }

  /** A heartbeat: renews the lease as far as our proof of leading reaches. */
  void heartbeat(long link, Heartbeat beat, Proof proof) {
    ExecutorSession session = sessions.of(link);
    if (session == null) {
      return;
    }
    if (beat.epoch() != desk.epoch) {
      desk.count(Counter.STALE_FRAMES_REFUSED);
      return;
    }
    session.load = beat.load();
    session.lastBeat = beat.number();
    if (session.pressure.heard(beat.load(), desk.now().nanos(), desk.settings.heartbeatMs())) {
      desk.incidents.executorShortOf(session.id, session.pressure.shortage());
    }
    if (session.suspect || session.lost) {
      desk.event(Kind.EXECUTOR_RETURNED, session.id.value(), "heartbeats have come back");
      session.suspect = false;
      session.lost = false;
      desk.incidents.executorBack(session.id, true, "");
    }
    for (AttemptId id : beat.running()) {
      compare(session, id);
    }
    long grantMs =
        desk.rules.grantMs(desk.settings.leaseMs(), proof.sentNanos(), desk.now().nanos());
    if (grantMs > 0) {
      session.granted = true;
      session.leaseEndsNanos =
          Math.max(
              session.leaseEndsNanos,
              desk.rules.leaseEndsAtGranter(
                  desk.now().nanos(), grantMs, desk.settings.driftMarginMs()));
    }
    liveness.heard(session);
    desk.sendNow(link, new CoordinatorMessage.HeartbeatAck(desk.epoch, beat.number(), grantMs));
  }

  /** What runs there against what should: start confirmed, or to be ended. */
  private void compare(ExecutorSession session, AttemptId id) {
    Attempt attempt = desk.state.attempt(id);
    if (attempt == null
        || attempt.status() == AttemptStatus.ENDED
        || !attempt.incarnation().equals(session.incarnation)) {
      attempts.endStray(session.link, id);
    } else if (attempt.status() == AttemptStatus.DISPATCHED) {
      attempts.started(attempt, desk.instant());
    }
  }

  void started(long link, ExecutorMessage.Started said) {
    Attempt attempt = ownAttempt(link, said.attempt());
    if (attempt != null) {
      attempts.started(attempt, said.startedAt());
    }
  }

  void startRefused(long link, ExecutorMessage.StartRefused said) {
    Attempt attempt = ownAttempt(link, said.attempt());
    if (attempt != null && attempt.status() == AttemptStatus.DISPATCHED) {
      attempts.neverStarted(attempt, "the executor refused the start: " + said.reason());
    }
  }

  void ended(long link, ExecutorMessage.Ended said) {
    ExecutorSession session = sessions.of(link);
    if (session != null) {
      if (said.outcome().couldNotRun() && said.outcome().saysDiskIsFull()) {
        session.pressure.refused(said.outcome().message(), desk.now().nanos());
        desk.incidents.executorShortOf(session.id, session.pressure.shortage());
      }
      attempts.outcome(said.outcome());
      attempts.acknowledge(link, List.of(said.outcome().attempt()));
    }
  }

  private Attempt ownAttempt(long link, AttemptId id) {
    ExecutorSession session = sessions.of(link);
    Attempt attempt = session == null ? null : desk.state.attempt(id);
    return attempt != null && attempt.incarnation().equals(session.incarnation) ? attempt : null;
  }

  void draining(long link, ExecutorMessage.Draining said) {
    ExecutorSession session = sessions.of(link);
    if (session != null) {
      session.drainingItself = true;
    }
  }

  void goodbye(long link, ExecutorMessage.Goodbye said) {
    ExecutorSession session = sessions.unlink(link);
    if (session == null) {
      return;
    }
    session.left = true;
    session.granted = false;
    liveness.stopped(session, said.reason());
    desk.event(Kind.EXECUTOR_LEFT, session.id.value(), said.reason());
    desk.incidents.executorLeft(session.id, said.reason());
  }

  void linkClosed(long link, String reason) {
    ExecutorSession session = sessions.unlink(link);
    if (session == null) {
      return;
    }
    session.granted = false;
    liveness.linkClosed(session, reason);
  }

  void provenGone(ExecutorSession session, Incarnation incarnation, String evidence) {
    liveness.provenGone(session, incarnation, evidence);
  }

  void weWerePaused() {
    liveness.weWerePaused();
  }

  void onTime(Now now) {
    liveness.onTime(now);
  }

  long nextWakeNanos() {
    return liveness.nextWakeNanos();
  }
}
