package dev.baton.coordinator.core;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.Incarnation;
import dev.baton.common.wire.AttemptOutcome;
import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.common.wire.CoordinatorMessage.RefusalCode;
import dev.baton.common.wire.ExecutorMessage.Hello;
import dev.baton.common.wire.WireVersion;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.core.state.ExecutorRow;
import dev.baton.coordinator.core.state.FailoverEvent.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Settles a hello in the order of {@code docs/protocol.md}, section 3: refuse, outcomes,
 * incarnations proven ended, what never started, what runs and should not.
 */
final class Hellos {
  private final Desk desk;
  private final Attempts attempts;
  private final Executors executors;
  private final TreeSet<String> refusalsRecorded = new TreeSet<>();

  Hellos(Desk desk, Attempts attempts, Executors executors) {
    this.desk = desk;
    this.attempts = attempts;
    this.executors = executors;
  }

  void settle(long link, String remoteAddress, Hello hello) {
    ExecutorSession session = executors.sessionFor(hello.executor());
    if (refused(session, link, hello)) {
      return;
    }
    boolean returned = session.suspect || session.lost;
    boolean joined = session.lastHeardAt == null || session.left;
    boolean restarted =
        session.incarnation != null && !session.incarnation.equals(hello.incarnation());
    executors.bind(session, link, remoteAddress, hello);
    desk.incidents.executorBack(session.id, !restarted, hello.predecessor());
    if (desk.rules.outcomesBeforeLoss()) {
      takeOutcomes(link, hello);
      settleEnded(session, hello);
    } else {
      settleEnded(session, hello);
      takeOutcomes(link, hello);
    }
    List<AttemptId> stray = settleRunning(session, hello);
    keepRow(session, hello);
    if (restarted) {
      desk.event(Kind.EXECUTOR_JOINED, session.id.value(), "a new process, " + hello.incarnation());
    } else if (joined) {
      desk.event(Kind.EXECUTOR_JOINED, session.id.value(), "from " + remoteAddress);
    } else if (returned) {
      desk.event(Kind.EXECUTOR_RETURNED, session.id.value(), "its link is back");
    }
    desk.sendAfterCommit(
        link,
        new CoordinatorMessage.Welcome(
            desk.epoch,
            desk.clusterId,
            desk.settings.heartbeatMs(),
            desk.settings.leaseMs(),
            stray));
    for (Attempt attempt : desk.state.liveOn(session.id)) {
      if (attempt.cancelRequested() && attempt.incarnation().equals(session.incarnation)) {
        attempts.cancel(attempt, link, graceMs(attempt), attempt.cause());
      }
    }
  }

  private long graceMs(Attempt attempt) {
    return desk.state
        .run(attempt.id().run())
        .spec()
        .task(attempt.id().task())
        .killGrace()
        .toMillis();
  }

  private boolean refused(ExecutorSession session, long link, Hello hello) {
    if (hello.wireVersion() != WireVersion.CURRENT) {
      refuse(
          link,
          hello,
          RefusalCode.WIRE_VERSION,
          "it speaks wire version "
              + hello.wireVersion()
              + ", this coordinator "
              + WireVersion.CURRENT
              + ": bring both to the same release");
      return true;
    }
    if (!hello.clusterId().isEmpty() && !hello.clusterId().equals(desk.clusterId)) {
      refuse(
          link,
          hello,
          RefusalCode.OTHER_CLUSTER,
          "its data directory belongs to cluster "
              + hello.clusterId()
              + ", this is "
              + desk.clusterId
              + ": give it a data directory of its own");
      return true;
    }
    if (desk.rules.refusesCopiedName() && nameIsInUse(session, hello)) {
      refuse(
          link,
          hello,
          RefusalCode.NAME_IN_USE,
          "an executor named "
              + hello.executor()
              + " is in use from another data directory or process"
              + (session.remoteAddress.isEmpty() ? "" : " at " + session.remoteAddress)
              + ": give each executor a name of its own");
      return true;
    }
    return false;
  }

  private boolean nameIsInUse(ExecutorSession session, Hello hello) {
    if (session.home != null && !session.home.equals(hello.home())) {
      return session.mayBeAlive(desk.now().nanos());
    }
    return session.isLinked()
        && !hello.incarnation().equals(session.incarnation)
        && !hello.endedIncarnations().contains(session.incarnation);
  }

  private void refuse(long link, Hello hello, RefusalCode code, String reason) {
    if (refusalsRecorded.add(hello.executor() + " " + hello.home() + " " + code)) {
      desk.event(Kind.EXECUTOR_REFUSED, hello.executor().value(), reason);
    }
    desk.sendNow(link, new CoordinatorMessage.Refused(desk.epoch, code, reason));
    desk.out().add(new Effect.CloseLink(link, "refused: " + code));
  }

  private void takeOutcomes(long link, Hello hello) {
    List<AttemptId> taken = new ArrayList<>();
    for (AttemptOutcome outcome : hello.outcomes()) {
      attempts.outcome(outcome);
      taken.add(outcome.attempt());
    }
    attempts.acknowledge(link, taken);
  }

  private void settleEnded(ExecutorSession session, Hello hello) {
    TreeSet<Incarnation> others = new TreeSet<>();
    for (Attempt attempt : desk.state.liveOn(session.id)) {
      if (!attempt.incarnation().equals(hello.incarnation())) {
        others.add(attempt.incarnation());
      }
    }
    for (Incarnation other : others) {
      if (desk.rules.incarnationProvesEnd(hello, other)) {
        executors.provenGone(
            session, other, "its executor was restarted; its process tree is gone");
      }
    }
  }

  private List<AttemptId> settleRunning(ExecutorSession session, Hello hello) {
    TreeSet<AttemptId> running = new TreeSet<>(hello.running());
    for (Attempt attempt : desk.state.liveOn(session.id)) {
      if (!attempt.incarnation().equals(hello.incarnation())) {
        continue;
      }
      if (running.remove(attempt.id())) {
        attempts.started(attempt, desk.instant());
      } else {
        attempts.neverStarted(attempt, "its executor does not know it: the start never arrived");
      }
    }
    return List.copyOf(running);
  }

  private void keepRow(ExecutorSession session, Hello hello) {
    ExecutorRow before = desk.state.executor(session.id);
    if (before != null
        && hello.incarnation().equals(before.incarnation())
        && hello.home().equals(before.home())
        && hello.capacity().equals(before.capacity())) {
      return;
    }
    desk.record(
        new Fact.ExecutorChanged(
            new ExecutorRow(
                session.id,
                hello.incarnation(),
                hello.home(),
                before == null ? null : before.cordonReason(),
                before != null && before.draining(),
                before == null ? desk.instant() : before.firstSeenAt(),
                desk.instant(),
                hello.capacity())));
  }
}
