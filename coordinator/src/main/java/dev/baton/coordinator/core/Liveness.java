package dev.baton.coordinator.core;

import dev.baton.common.id.ExecutorId;
import dev.baton.common.id.Incarnation;
import dev.baton.common.time.Now;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.core.state.ExecutorRow;
import dev.baton.coordinator.core.state.FailoverEvent.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Suspicion, the ends of leases, and loss ({@code docs/protocol.md}, sections 2, 3 and 5): what
 * follows from an executor that is not heard.
 */
final class Liveness {
  private final Desk desk;
  private final Attempts attempts;
  private final ExecutorSessions sessions;
  private final Timers<Alarm> alarms = new Timers<>();
  private long suspicionHeldUntilNanos;

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

  Liveness(Desk desk, Attempts attempts, ExecutorSessions sessions) {
    this.desk = desk;
    this.attempts = attempts;
    this.sessions = sessions;
  }

  /** A process that a former leader knew, and that may hold a lease of it until then. */
  void expectReturn(ExecutorSession session, long raisedNanos, long leasesEndNanos) {
    session.leaseEndsNanos = leasesEndNanos;
    for (Attempt attempt : desk.state.liveOn(session.id)) {
      if (!attempt.incarnation().equals(session.incarnation)) {
        waitForEarlier(session, attempt.incarnation(), leasesEndNanos);
      }
    }
    alarms.set(
        new Alarm(Alarm.About.RESET_GRACE, session.id),
        raisedNanos + desk.settings.reconnectGraceMs() * Now.NANOS_PER_MS);
    alarms.set(new Alarm(Alarm.About.LEASE_END, session.id), leasesEndNanos);
  }

  /** A new process has come under the name: what it replaces keeps its lease until its end. */
  void replaced(ExecutorSession session) {
    waitForEarlier(session, session.incarnation, session.leaseEndsNanos);
    session.leaseEndsNanos = desk.now().nanos();
  }

  private void waitForEarlier(ExecutorSession session, Incarnation incarnation, long endsNanos) {
    session.earlierLeases.put(incarnation, endsNanos);
    alarms.set(new Alarm(Alarm.About.EARLIER_LEASE_END, session.id), earliest(session));
  }

  private static long earliest(ExecutorSession session) {
    return session.earlierLeases.values().stream().mapToLong(Long::longValue).min().orElseThrow();
  }

  /** Its hello or a heartbeat has come: what is due for its silence is put off. */
  void heard(ExecutorSession session) {
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

  /** It has said goodbye: nothing of it runs, and nothing is to be waited for. */
  void stopped(ExecutorSession session, String reason) {
    provenGone(session, session.incarnation, "the executor stopped: " + reason);
    session.leaseEndsNanos = desk.now().nanos();
    keepAsGone(session);
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

  /** Its link was closed without a goodbye. */
  void linkClosed(ExecutorSession session, String reason) {
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
    if (desk.now().nanos() < suspicionHeldUntilNanos) {
      alarms.set(alarm, suspicionHeldUntilNanos);
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
    if (!session.lost) {
      desk.incidents.executorLost(session.id, session.lastHeardAt);
    }
    lost(session, session.incarnation, "not heard from since " + session.lastHeardAt);
    if (session.isLinked()) {
      desk.out().add(new Effect.CloseLink(session.link, "silent for a whole lease"));
      sessions.unlink(session.link);
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

  /** Whether that process of the executor is linked, or the end of its lease is awaited. */
  boolean watches(ExecutorSession session, Incarnation incarnation) {
    if (session.earlierLeases.containsKey(incarnation)) {
      return alarms.isSet(new Alarm(Alarm.About.EARLIER_LEASE_END, session.id));
    }
    return incarnation.equals(session.incarnation)
        && !session.left
        && !session.lost
        && (session.isLinked() || awaitsLeaseEnd(session));
  }

  /** Whether there is nothing to wait for, or somebody does. */
  boolean isAwaited(ExecutorSession session) {
    return session.isLinked()
        || session.left
        || session.lost
        || session.incarnation == null
        || awaitsLeaseEnd(session);
  }

  private boolean awaitsLeaseEnd(ExecutorSession session) {
    return alarms.isSet(new Alarm(Alarm.About.LEASE_END, session.id));
  }

  /** Waits for the lease of each of its processes that nobody watches: none can be longer. */
  void takeUp(ExecutorSession session) {
    long ends = desk.now().nanosPlusMs(desk.settings.leaseMs() + desk.settings.driftMarginMs());
    for (Attempt attempt : desk.state.liveOn(session.id)) {
      if (!watches(session, attempt.incarnation())) {
        waitForEarlier(session, attempt.incarnation(), ends);
      }
    }
    if (!isAwaited(session)) {
      alarms.set(new Alarm(Alarm.About.LEASE_END, session.id), ends);
    }
  }

  long nextWakeNanos() {
    return alarms.next();
  }
}
