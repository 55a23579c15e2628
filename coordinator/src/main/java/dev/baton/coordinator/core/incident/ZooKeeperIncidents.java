package dev.baton.coordinator.core.incident;

import dev.baton.common.incident.ActionState;
import dev.baton.common.incident.IncidentCause;
import dev.baton.common.incident.IncidentKind;
import dev.baton.common.incident.IncidentStep;
import dev.baton.common.time.Now;

/** The leader's connection to ZooKeeper: it leads on by its commits, and the incident says so. */
final class ZooKeeperIncidents {
  static final String SUBJECT = "zookeeper";

  /** Away for less harms nothing: a client that changes its server needs as long. */
  static final long AWAY_MS = 2_000;

  /** Connected for this long ends it. */
  static final long STEADY_MS = 3_000;

  /** Lost so often within {@link #FLAPPING_WITHIN_MS} is flapping, and ends after this long. */
  static final int FLAPPING_LOSSES = 3;

  static final long FLAPPING_WITHIN_MS = 60_000;
  static final long FLAPPING_STEADY_MS = 20_000;

  private final IncidentBook book;
  private final Scene scene;
  private boolean toldWiped;

  ZooKeeperIncidents(IncidentBook book) {
    this.book = book;
    this.scene = book.scene();
  }

  /** Called in each step: the usual case is a few comparisons. */
  void look() {
    ZooKeeperState state = scene.zooKeeper();
    boolean steady = state.connected() && forMs(state) >= FLAPPING_STEADY_MS;
    boolean flaps = state.losses() >= FLAPPING_LOSSES && !steady;
    boolean wiped = state.wiped() && !toldWiped;
    if (state.connected() && !flaps && !wiped) {
      return;
    }
    boolean away = !state.connected() && forMs(state) >= AWAY_MS;
    if (!away && !flaps && !wiped) {
      return;
    }
    toldWiped |= state.wiped();
    Dossier dossier = book.open(IncidentKind.ZOOKEEPER_AWAY, SUBJECT);
    if (dossier == null) {
      dossier = book.raise(IncidentKind.ZOOKEEPER_AWAY, SUBJECT, state.since());
      if (dossier == null) {
        return;
      }
      dossier.action(
          "lead-on",
          "lead on while commits prove the epoch; nothing is given up for want of ZooKeeper",
          ActionState.RUNNING,
          "");
      dossier.summary(scene.coordinator() + " leads on without a steady connection to ZooKeeper.");
    }
    name(dossier, state, flaps);
  }

  private void name(Dossier dossier, ZooKeeperState state, boolean flaps) {
    IncidentCause cause =
        toldWiped
            ? IncidentCause.ZOOKEEPER_WIPED
            : flaps
                ? IncidentCause.ZOOKEEPER_FLAPPING
                : state.noQuorum()
                    ? IncidentCause.ZOOKEEPER_NO_QUORUM
                    : IncidentCause.ZOOKEEPER_UNREACHABLE;
    boolean firstGuess = dossier.cause == IncidentCause.UNKNOWN;
    boolean better =
        cause != IncidentCause.ZOOKEEPER_UNREACHABLE
            && !(cause == IncidentCause.ZOOKEEPER_NO_QUORUM
                && dossier.cause == IncidentCause.ZOOKEEPER_FLAPPING);
    if (dossier.cause != cause && (firstGuess || better)) {
      dossier.cause(cause);
      book.evidence(
          dossier,
          (state.connected() ? "connected since " : "not connected since ")
              + state.since()
              + ", lost "
              + state.losses()
              + " times in the last minute"
              + (state.detail().isEmpty() ? "" : "; " + state.detail()));
    }
  }

  private long forMs(ZooKeeperState state) {
    return (scene.nanos() - state.sinceNanos()) / Now.NANOS_PER_MS;
  }

  void review(Dossier dossier) {
    ZooKeeperState state = scene.zooKeeper();
    if (dossier.step == IncidentStep.DETECTED) {
      book.move(dossier, IncidentStep.DIAGNOSED);
      book.move(dossier, IncidentStep.RECOVERING);
    }
    boolean flapping = dossier.cause == IncidentCause.ZOOKEEPER_FLAPPING;
    long steadyMs = flapping ? FLAPPING_STEADY_MS : STEADY_MS;
    boolean steady = state.connected() && forMs(state) >= steadyMs;
    dossier.probe(
        "connected",
        steady,
        state.connected()
            ? "connected for " + forMs(state) + " ms"
            : "not connected for " + forMs(state) + " ms; " + state.detail());
    dossier.probe("commits", scene.hasCommitted(), "commits prove epoch " + scene.epoch());
    if (dossier.allProbesHold() || !book.rules().verifiesIncidents()) {
      dossier.action("lead-on", "lead on while commits prove the epoch", ActionState.DONE, "");
      book.move(dossier, IncidentStep.VERIFYING);
      book.close(dossier, scene.coordinator() + " is connected to ZooKeeper again.");
    } else if (dossier.step != IncidentStep.AWAITING_OPERATOR
        && book.inStepMs(dossier) >= ExecutorIncidents.PATIENCE_MS) {
      book.move(dossier, IncidentStep.AWAITING_OPERATOR);
      dossier.summary(
          "ZooKeeper stays away; "
              + scene.coordinator()
              + " leads on, but no other coordinator could take over. Look at its servers.");
    }
  }
}
