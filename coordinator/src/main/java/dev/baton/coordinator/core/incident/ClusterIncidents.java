package dev.baton.coordinator.core.incident;

import dev.baton.common.incident.ActionState;
import dev.baton.common.incident.IncidentCause;
import dev.baton.common.incident.IncidentKind;
import dev.baton.common.incident.IncidentStep;
import dev.baton.coordinator.core.state.LeadershipRow;
import java.time.Instant;

/** The leader, its store and its clock. */
final class ClusterIncidents {
  /** A commit that takes longer is slow. */
  static final long SLOW_MS = 1_000;

  /** So many slow commits in a row are an incident. */
  static final int SLOW_COMMITS = 3;

  /** So many commits in a row, each in less than half of {@link #SLOW_MS}, end it. */
  static final int FAST_COMMITS = 10;

  /** The first due fire may wait this long. */
  static final long LAG_MS = 1_000;

  static final String STORE = "store";
  static final String LEADER = "leader";

  /** Mark of the coordinator that led before. */
  private static final String FORMER = "former";

  /** What a dial of the former leader shows is waited for this long. */
  static final long DIAL_MS = 2_000;

  private final IncidentBook book;
  private final Scene scene;
  private int slow;
  private int fast;
  private long slowestMs;
  private long lastMs;

  ClusterIncidents(IncidentBook book) {
    this.book = book;
    this.scene = book.scene();
  }

  /**
   * A leadership begins that nobody handed over.
   *
   * @param former the one before, of another process
   * @param formerDied whether the one before is proven dead
   * @param firstAt when this coordinator became the first candidate
   */
  void leaderChanged(
      LeadershipRow former, boolean formerDied, Instant firstAt, int runs, int attempts) {
    Dossier zooKeeper = book.open(IncidentKind.ZOOKEEPER_AWAY, ZooKeeperIncidents.SUBJECT);
    if (zooKeeper != null && !formerDied) {
      book.evidence(
          zooKeeper,
          "the leadership went from " + former.coordinator() + " to " + scene.coordinator());
      return;
    }
    Dossier dossier = book.raise(IncidentKind.LEADER_CHANGED, LEADER, firstAt);
    if (dossier == null) {
      return;
    }
    dossier.mark(FORMER, former.coordinator());
    if (former.coordinator().equals(scene.coordinator())) {
      dossier.cause(IncidentCause.LEADER_RESTARTED);
    }
    book.evidence(
        dossier,
        former.coordinator()
            + " led under epoch "
            + former.epoch()
            + " since "
            + former.beganAt()
            + " and did not hand over");
    book.evidence(
        dossier,
        scene.coordinator()
            + " became the first candidate"
            + (firstAt == null ? "" : " at " + firstAt)
            + " and raised the epoch to "
            + scene.epoch());
    dossier.action("raise", "raise the epoch, so that nothing of it counts", ActionState.DONE, "");
    dossier.action(
        "load",
        "read all hard state under the new epoch",
        ActionState.DONE,
        runs + " active runs, " + attempts + " attempts under way");
    dossier.action(
        "take-over", "decide what fell due, take executors over", ActionState.RUNNING, "");
    dossier.summary(scene.coordinator() + " takes over from " + former.coordinator() + ".");
  }

  /**
   * What a dial of that coordinator has shown. Proof of its death stands; what is seen before
   * another sign is corrected by it.
   */
  void formerLeaderSeen(String coordinator, IncidentCause cause, String detail) {
    Dossier dossier = book.open(IncidentKind.LEADER_CHANGED, LEADER);
    boolean matters =
        dossier != null
            && coordinator.equals(dossier.mark(FORMER))
            && dossier.cause != IncidentCause.LEADER_PROCESS_DIED
            && dossier.cause != IncidentCause.LEADER_RESTARTED;
    if (matters && dossier.cause != cause) {
      dossier.cause(cause);
      book.evidence(dossier, coordinator + ": " + detail);
    }
  }

  /** The store stayed without an answer until this leadership began. */
  void storeWasAway(Instant since, boolean unreachable, String text) {
    Dossier dossier = book.raise(IncidentKind.STORE_AWAY, STORE, since);
    if (dossier == null) {
      return;
    }
    boolean known = dossier.cause == IncidentCause.STORE_UNREACHABLE;
    dossier.cause(
        unreachable || known ? IncidentCause.STORE_UNREACHABLE : IncidentCause.ANSWER_LOST);
    book.evidence(dossier, text);
    dossier.action(
        "reload",
        "drop all memory, raise the epoch again, read what the store has",
        ActionState.DONE,
        "epoch " + scene.epoch());
    dossier.summary("The store answers again; what fell due meanwhile is being decided.");
  }

  void storeWentBack(long obeyedEpoch) {
    Dossier dossier = book.raise(IncidentKind.STORE_WENT_BACK, STORE, null);
    if (dossier == null) {
      return;
    }
    dossier.cause(IncidentCause.BACKUP_RESTORED);
    book.evidence(
        dossier,
        "an executor has obeyed epoch " + obeyedEpoch + ", and the store knew a lower one");
    book.move(dossier, IncidentStep.DIAGNOSED);
    dossier.summary(
        "Was the store restored from a backup? Runs decided after it are not in it. Look at them,"
            + " then close this.");
    book.move(dossier, IncidentStep.AWAITING_OPERATOR);
  }

  void clockStepped(String text) {
    Dossier dossier = book.raise(IncidentKind.CLOCK_STEPPED, scene.coordinator(), null);
    if (dossier != null) {
      dossier.cause(IncidentCause.CLOCK_STEPPED);
      book.evidence(dossier, text);
      dossier.action("hold-fires", "hold fires until readings agree", ActionState.RUNNING, "");
      dossier.summary("Fires are held until readings of the clocks agree.");
    }
  }

  /** A commit has taken this long. Called for each: the usual case is two comparisons. */
  void commitTook(long ms) {
    lastMs = ms;
    if (ms < SLOW_MS / 2) {
      slow = 0;
      if (fast < FAST_COMMITS) {
        fast++;
      }
      return;
    }
    fast = 0;
    if (ms < SLOW_MS) {
      slow = 0;
      return;
    }
    slow++;
    slowestMs = slow == 1 ? ms : Math.max(slowestMs, ms);
    if (slow == SLOW_COMMITS) {
      Dossier dossier = book.raise(IncidentKind.STORE_SLOW, STORE, null);
      if (dossier != null) {
        dossier.cause(IncidentCause.STORE_SLOW);
        book.evidence(
            dossier,
            SLOW_COMMITS
                + " commits in a row took longer than "
                + SLOW_MS
                + " ms, the longest "
                + slowestMs
                + " ms");
        dossier.action(
            "hold-back",
            "decide no more than the store keeps up with; nothing is dropped",
            ActionState.RUNNING,
            "");
        dossier.summary("Commits take long; decisions wait for them.");
      }
    }
  }

  /** How long the last commit took. */
  long lastCommitMs() {
    return lastMs;
  }

  void review(Dossier dossier) {
    if (dossier.kind == IncidentKind.STORE_WENT_BACK) {
      return;
    }
    if (dossier.step == IncidentStep.DETECTED) {
      if (dossier.kind == IncidentKind.LEADER_CHANGED && dossier.cause == IncidentCause.UNKNOWN) {
        if (book.inStepMs(dossier) < DIAL_MS) {
          return;
        }
        dossier.cause(IncidentCause.LEADER_GONE);
      }
      book.move(dossier, IncidentStep.DIAGNOSED);
      book.move(dossier, IncidentStep.RECOVERING);
    }
    switch (dossier.kind) {
      case LEADER_CHANGED -> takenOver(dossier);
      case STORE_AWAY -> storeBack(dossier);
      case STORE_SLOW -> storeFast(dossier);
      case CLOCK_STEPPED -> clockSteady(dossier);
      case STORE_WENT_BACK,
          EXECUTOR_LOST,
          TASK_FAILING,
          EXECUTOR_PRESSURE,
          STUCK_TASK,
          FIRES_LATE,
          QUEUE_GROWING,
          ZOOKEEPER_AWAY,
          AUDIT -> {}
    }
    if (dossier.allProbesHold()) {
      book.move(dossier, IncidentStep.VERIFYING);
      book.close(dossier, dossier.summary);
    } else if (dossier.step != IncidentStep.AWAITING_OPERATOR
        && book.inStepMs(dossier) >= ExecutorIncidents.PATIENCE_MS) {
      book.move(dossier, IncidentStep.AWAITING_OPERATOR);
      dossier.summary(dossier.summary + " It takes long: look at the probes that do not hold.");
    }
  }

  private void takenOver(Dossier dossier) {
    int awaited = scene.executorsAwaited();
    boolean commits = epochHolds(dossier);
    boolean fires = firesOnTime(dossier);
    boolean back =
        dossier.probe(
            "executors",
            awaited == 0,
            awaited + " executors with attempts have neither come back nor been given up");
    if (commits && fires && back) {
      dossier.action(
          "take-over", "decide what fell due, take executors over", ActionState.DONE, "");
      dossier.summary(scene.coordinator() + " leads under epoch " + scene.epoch() + ".");
    }
  }

  private boolean epochHolds(Dossier dossier) {
    boolean holds = scene.hasCommitted();
    return dossier.probe(
        "commits",
        holds,
        holds ? "a commit under epoch " + scene.epoch() + " has come back" : "no commit yet");
  }

  private boolean firesOnTime(Dossier dossier) {
    long lagMs = scene.fireLagMs();
    boolean held = scene.areFiresHeld();
    return dossier.probe(
        "fires",
        !held && lagMs <= LAG_MS,
        held ? "fires are held" : "the first due fire waits since " + lagMs + " ms");
  }

  private void storeBack(Dossier dossier) {
    boolean commits = epochHolds(dossier);
    boolean fires = firesOnTime(dossier);
    if (commits && fires) {
      dossier.summary("The store answers, and what fell due has been decided.");
    }
  }

  private void storeFast(Dossier dossier) {
    boolean fastAgain =
        dossier.probe("commits", fast >= FAST_COMMITS, fast + " fast commits in a row");
    boolean fires = firesOnTime(dossier);
    if (fastAgain && fires) {
      dossier.action(
          "hold-back", "decide no more than the store keeps up with", ActionState.DONE, "");
      dossier.summary("Commits are fast again.");
    }
  }

  private void clockSteady(Dossier dossier) {
    boolean held = scene.areFiresHeld();
    dossier.probe("readings", !held, held ? "they do not agree yet" : "they agree");
    if (firesOnTime(dossier)) {
      dossier.action("hold-fires", "hold fires until readings agree", ActionState.DONE, "");
      dossier.summary("Readings of the clocks agree again.");
    }
  }
}
