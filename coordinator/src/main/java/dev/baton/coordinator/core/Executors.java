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
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.core.state.ExecutorRow;
import dev.baton.coordinator.core.state.FailoverEvent.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who is there: links, heartbeats, leases, suspicion and loss ({@code docs/protocol.md}, sections
 * 2, 3 and 5).
 */
final class Executors {
  private final Desk desk;
  private final Attempts attempts;
  private final Hellos hellos;
  private final TreeMap<ExecutorId, ExecutorSession> sessions = new TreeMap<>();
  private final TreeMap<Long, ExecutorSession> byLink = new TreeMap<>();
  private final Timers<Alarm> alarms = new Timers<>();
  private long suspicionHeldUntilNanos;

  /** Data directories whose executors may have heard of this epoch from us. */
  private final TreeSet<String> toldHomes = new TreeSet<>();

  /** What to look at again. */
  private record Alarm(About about, ExecutorId executor) implements Comparable<Alarm> {
    enum About {
      RESET_GRACE,
      HEARTBEATS_MISSING,
      LEASE_END,
      EARLIER_LEASE_END
    }

    @Override
    public int compareTo(Alarm other) {
      int byAbout = about.compareTo(other.about);
      return byAbout != 0 ? byAbout : executor.compareTo(other.executor);
    }
  }

  Executors(Desk desk, Attempts attempts) {
    this.desk = desk;
    this.attempts = attempts;
    this.hellos = new Hellos(desk, attempts, this);
  }

  Collection<ExecutorSession> sessions() {
    return sessions.values();
  }

  ExecutorSession session(ExecutorId id) {
    return sessions.get(id);
  }

  ExecutorSession sessionOf(long link) {
    return byLink.get(link);
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
      ExecutorSession session = new ExecutorSession(id);
      ExecutorRow row = desk.state.executor(id);
      if (row != null) {
        session.home = row.home();
        session.incarnation = row.incarnation();
        session.capacity = row.capacity();
        session.lastHeardAt = row.lastJoinedAt();
        session.left = row.incarnation() == null && desk.state.liveCount(id) == 0;
      }
      if (session.left) {
        sessions.put(id, session);
        continue;
      }
      session.lastHeardNanos = raisedNanos;
      session.leaseEndsNanos = leasesEnd;
      for (Attempt attempt : desk.state.liveOn(id)) {
        if (!attempt.incarnation().equals(session.incarnation)) {
          session.earlierLeases.put(attempt.incarnation(), leasesEnd);
          alarms.set(new Alarm(Alarm.About.EARLIER_LEASE_END, id), leasesEnd);
        }
      }
      sessions.put(id, session);
      alarms.set(
          new Alarm(Alarm.About.RESET_GRACE, id),
          raisedNanos + desk.settings.reconnectGraceMs() * Now.NANOS_PER_MS);
      alarms.set(new Alarm(Alarm.About.LEASE_END, id), leasesEnd);
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
    if (byLink.containsKey(link)) {
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

  ExecutorSession sessionFor(ExecutorId id) {
    return sessions.computeIfAbsent(id, ExecutorSession::new);
  }

  /** The hello on this link was accepted: the session is now that process and that link. */
  void bind(ExecutorSession session, long link, String remoteAddress, Hello hello) {
    if (session.isLinked()) {
      byLink.remove(session.link);
      desk.out().add(new Effect.CloseLink(session.link, "the executor has a newer link"));
    }
    if (session.incarnation != null && !session.incarnation.equals(hello.incarnation())) {
      if (hasLive(session, session.incarnation)) {
        session.earlierLeases.put(session.incarnation, session.leaseEndsNanos);
        alarms.set(new Alarm(Alarm.About.EARLIER_LEASE_END, session.id), earliest(session));
      }
      session.leaseEndsNanos = desk.now().nanos();
      session.lastBeat = 0;
    }
    session.incarnation = hello.incarnation();
    session.home = hello.home();
    session.capacity = hello.capacity();
    session.link = link;
    session.newestLink = link;
    session.remoteAddress = remoteAddress;
    session.granted = false;
    session.suspect = false;
    session.lost = false;
    session.left = false;
    session.drainingItself = false;
    byLink.put(link, session);
    alarms.clear(new Alarm(Alarm.About.RESET_GRACE, session.id));
    heard(session);
  }

  private boolean hasLive(ExecutorSession session, Incarnation incarnation) {
    return desk.state.liveOn(session.id).stream()
        .anyMatch(attempt -> attempt.incarnation().equals(incarnation));
  }

  private static long earliest(ExecutorSession session) {
    return session.earlierLeases.values().stream().mapToLong(Long::longValue).min().orElseThrow();
  }

  private void heard(ExecutorSession session) {
    session.lastHeardNanos = desk.now().nanos();
    session.lastHeardAt = desk.instant();
    alarms.set(
        new Alarm(Alarm.About.HEARTBEATS_MISSING, session.id),
        desk.now().nanosPlusMs(suspectAfterMs()));
    alarms.set(
        new Alarm(Alarm.About.LEASE_END, session.id),
        Math.max(session.leaseEndsNanos, desk.now().nanosPlusMs(suspectAfterMs())));
  }

  private long suspectAfterMs() {
    return desk.settings.heartbeatMs() * desk.settings.suspectAfterBeats();
  }

  /** A heartbeat: renews the lease as far as our proof of leading reaches. */
  void heartbeat(long link, Heartbeat beat, Proof proof) {
    ExecutorSession session = byLink.get(link);
    if (session == null) {
      return;
    }
    if (beat.epoch() != desk.epoch) {
      desk.count(Counter.STALE_FRAMES_REFUSED);
      return;
    }
    session.load = beat.load();
    session.lastBeat = beat.number();
    if (session.suspect || session.lost) {
      desk.event(Kind.EXECUTOR_RETURNED, session.id.value(), "heartbeats have come back");
      session.suspect = false;
      session.lost = false;
      desk.incidents.executorBack(session.id, true);
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
    heard(session);
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
    if (byLink.containsKey(link)) {
      attempts.outcome(said.outcome());
      attempts.acknowledge(link, List.of(said.outcome().attempt()));
    }
  }

  private Attempt ownAttempt(long link, AttemptId id) {
    ExecutorSession session = byLink.get(link);
    Attempt attempt = session == null ? null : desk.state.attempt(id);
    return attempt != null && attempt.incarnation().equals(session.incarnation) ? attempt : null;
  }

  void draining(long link, ExecutorMessage.Draining said) {
    ExecutorSession session = byLink.get(link);
    if (session != null) {
      session.drainingItself = true;
    }
  }

  void goodbye(long link, ExecutorMessage.Goodbye said) {
    ExecutorSession session = byLink.remove(link);
    if (session == null) {
      return;
    }
    session.link = ExecutorSession.NO_LINK;
    session.left = true;
    session.granted = false;
    provenGone(session, session.incarnation, "the executor stopped: " + said.reason());
    session.leaseEndsNanos = desk.now().nanos();
    clearAlarms(session.id);
    keepAsGone(session);
    desk.event(Kind.EXECUTOR_LEFT, session.id.value(), said.reason());
    desk.incidents.executorLeft(session.id, said.reason());
  }

  /**
   * The row says that no process of that name may be alive, so that no new leader waits for one.
   */
  private void keepAsGone(ExecutorSession session) {
    ExecutorRow row = desk.state.executor(session.id);
    if (row != null && row.incarnation() != null) {
      desk.record(
          new Fact.ExecutorChanged(
              new ExecutorRow(
                  row.id(),
                  null,
                  row.home(),
                  row.cordonReason(),
                  row.draining(),
                  row.firstSeenAt(),
                  row.lastJoinedAt(),
                  row.capacity())));
    }
  }

  private void clearAlarms(ExecutorId id) {
    alarms.clear(new Alarm(Alarm.About.RESET_GRACE, id));
    alarms.clear(new Alarm(Alarm.About.HEARTBEATS_MISSING, id));
    alarms.clear(new Alarm(Alarm.About.LEASE_END, id));
  }

  void linkClosed(long link, String reason) {
    ExecutorSession session = byLink.remove(link);
    if (session == null) {
      return;
    }
    session.link = ExecutorSession.NO_LINK;
    session.granted = false;
    suspect(session, "its link was closed: " + reason);
    desk.incidents.linkClosed(session.id, reason);
    alarms.set(
        new Alarm(Alarm.About.RESET_GRACE, session.id),
        desk.now().nanosPlusMs(desk.settings.resetGraceMs()));
  }

  private void suspect(ExecutorSession session, String evidence) {
    if (!session.suspect && !session.lost && !session.left) {
      session.suspect = true;
      desk.event(Kind.EXECUTOR_SUSPECT, session.id.value(), evidence);
    }
  }

  /** We ourselves have not run for a while: what we did not hear is no evidence yet. */
  void weWerePaused() {
    suspicionHeldUntilNanos = desk.now().nanosPlusMs(2 * desk.settings.heartbeatMs());
  }

  void onTime(Now now) {
    for (Alarm alarm = alarms.pollDue(now.nanos());
        alarm != null;
        alarm = alarms.pollDue(now.nanos())) {
      ExecutorSession session = sessions.get(alarm.executor());
      switch (alarm.about()) {
        case RESET_GRACE -> resetGraceOver(session);
        case HEARTBEATS_MISSING -> heartbeatsMissing(session, alarm);
        case LEASE_END -> leaseEnd(session, alarm);
        case EARLIER_LEASE_END -> earlierLeaseEnd(session, alarm);
      }
    }
  }

  private void resetGraceOver(ExecutorSession session) {
    if (session.isLinked() || session.left) {
      return;
    }
    desk.incidents.executorGone(session.id, session.lastHeardAt);
    for (Attempt attempt : desk.state.liveOn(session.id)) {
      if (!desk.rules.waitsForLease(attempt)) {
        attempts.superseded(attempt, "its executor's link is gone and has not come back");
      }
    }
  }

  private void heartbeatsMissing(ExecutorSession session, Alarm alarm) {
    long due = session.lastHeardNanos + suspectAfterMs() * Now.NANOS_PER_MS;
    long at = Math.max(due, suspicionHeldUntilNanos);
    if (desk.now().nanos() < at) {
      alarms.set(alarm, at);
    } else if (session.isLinked() && !session.suspect) {
      suspect(session, "no heartbeat since " + session.lastHeardAt);
      desk.incidents.executorSilent(session.id, session.lastHeardAt);
    }
  }

  private void leaseEnd(ExecutorSession session, Alarm alarm) {
    if (desk.now().nanos() < session.leaseEndsNanos) {
      alarms.set(alarm, session.leaseEndsNanos);
      return;
    }
    if (session.left || session.incarnation == null) {
      return;
    }
    long heardFor = desk.now().nanos() - session.lastHeardNanos;
    if (session.isLinked() && heardFor < suspectAfterMs() * Now.NANOS_PER_MS) {
      // Heard of, but we had no proof of leading to grant on: its leased attempts have ended
      // themselves and it will say so.
      alarms.set(alarm, desk.now().nanosPlusMs(suspectAfterMs()));
      return;
    }
    if (!session.lost) {
      desk.incidents.executorLost(session.id, session.lastHeardAt);
    }
    lost(session, session.incarnation, "not heard from since " + session.lastHeardAt);
    if (session.isLinked()) {
      byLink.remove(session.link);
      desk.out().add(new Effect.CloseLink(session.link, "silent for a whole lease"));
      session.link = ExecutorSession.NO_LINK;
    }
    if (!session.lost) {
      session.lost = true;
      session.suspect = false;
      session.granted = false;
      keepAsGone(session);
      desk.event(Kind.EXECUTOR_LOST, session.id.value(), "its lease is over");
    }
  }

  private void earlierLeaseEnd(ExecutorSession session, Alarm alarm) {
    List<Incarnation> over = new ArrayList<>();
    session.earlierLeases.forEach((incarnation, ends) -> {
      if (ends <= desk.now().nanos()) {
        over.add(incarnation);
      }
    });
    for (Incarnation incarnation : over) {
      session.earlierLeases.remove(incarnation);
      lost(session, incarnation, "its executor's earlier process was not heard from again");
    }
    if (!session.earlierLeases.isEmpty()) {
      alarms.set(alarm, earliest(session));
    }
  }

  /** The leases of that incarnation are over; what was not leased may still run. */
  private void lost(ExecutorSession session, Incarnation incarnation, String evidence) {
    for (Attempt attempt : desk.state.liveOn(session.id)) {
      if (attempt.incarnation().equals(incarnation)) {
        if (attempt.leased()) {
          attempts.lost(attempt, evidence);
        } else {
          attempts.superseded(attempt, evidence);
        }
      }
    }
  }

  /** It is proven that nothing of that incarnation runs. */
  void provenGone(ExecutorSession session, Incarnation incarnation, String evidence) {
    for (Attempt attempt : desk.state.liveOn(session.id)) {
      if (attempt.incarnation().equals(incarnation)) {
        attempts.lost(attempt, evidence);
      }
    }
    session.earlierLeases.remove(incarnation);
  }

  long nextWakeNanos() {
    return alarms.next();
  }
}
