package dev.baton.coordinator.core.incident;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.ExecutorId;
import dev.baton.common.id.TaskRunId;
import dev.baton.common.incident.ActionState;
import dev.baton.common.incident.IncidentCause;
import dev.baton.common.incident.IncidentKind;
import dev.baton.common.incident.IncidentStep;
import dev.baton.common.time.Now;
import dev.baton.common.wire.PredecessorEnd;
import dev.baton.coordinator.core.incident.Scene.Presence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An executor that is gone, silent, or back: one incident for each. */
final class ExecutorIncidents {
  static final String RERUN_HELD = "rerun-held";
  static final String CORDON = "cordon";

  /** After its return it is watched this long before the cause is settled. */
  static final long SETTLE_MS = 1_000;

  /** Probes that still fail after this long need an operator. */
  static final long PATIENCE_MS = 60_000;

  /** Task runs looked at in one review. */
  private static final int MAX_CHECKS = 2_000;

  private static final String STOPPED = "stopped";

  /** Its return is in the evidence: a hello to a later leader says nothing new of this fault. */
  private static final String RETURNED = "returned";

  /** Soft state: what this leader has seen of an executor. */
  private static final class Signs {
    String closeReason;

    /** Whether it is away: what comes until it is back belongs to the same fault. */
    boolean away;

    long beatAtSilence = -1;

    /** Whether this absence was counted as a loss. */
    boolean counted;

    /** When it came back; 0 while it is not known to have been away. */
    long backNanos;

    boolean sameProcess;
    boolean settled;

    /** What the present process said of the one before it. */
    String predecessor = "";
  }

  private final IncidentBook book;
  private final Scene scene;
  private final Probation probation;
  private final TreeMap<ExecutorId, Signs> seen = new TreeMap<>();

  ExecutorIncidents(IncidentBook book) {
    this.book = book;
    this.scene = book.scene();
    this.probation = new Probation(book);
  }

  private Signs signs(ExecutorId id) {
    return seen.computeIfAbsent(id, key -> new Signs());
  }

  private Dossier open(ExecutorId id) {
    return book.open(IncidentKind.EXECUTOR_LOST, id.value());
  }

  /** Those that were open before this leadership are about executors that are away, or were. */
  void loaded() {
    for (Dossier dossier : book.open()) {
      if (dossier.kind == IncidentKind.EXECUTOR_LOST) {
        signs(new ExecutorId(dossier.subject)).away = dossier.mark(RETURNED) == null;
      }
    }
  }

  /** The incident of the present fault; null if there are too many. */
  private Dossier fault(ExecutorId id, Instant beganAt) {
    Signs signs = signs(id);
    Dossier dossier = open(id);
    if (dossier == null || !signs.away) {
      dossier = book.raise(IncidentKind.EXECUTOR_LOST, id.value(), beganAt);
    }
    if (dossier != null && !signs.away) {
      dossier.unmark(RETURNED);
    }
    signs.away = true;
    return dossier;
  }

  void linkClosed(ExecutorId id, String reason) {
    Signs signs = signs(id);
    signs.closeReason = reason;
    signs.backNanos = 0;
    signs.settled = false;
  }

  void gone(ExecutorId id, Instant lastHeardAt) {
    Signs signs = signs(id);
    Dossier dossier = fault(id, lastHeardAt);
    if (dossier == null) {
      return;
    }
    if (signs.closeReason == null) {
      book.evidence(dossier, "it has not dialled this leader since the raise");
      name(dossier, IncidentCause.NOT_RETURNED);
    } else {
      book.evidence(
          dossier,
          "its link was closed without a goodbye and it has not come back: " + signs.closeReason);
      if (scene.hadNoMemory(id)) {
        book.evidence(dossier, "its last heartbeat told of hardly any memory left on its machine");
        name(dossier, IncidentCause.OUT_OF_MEMORY);
      }
      name(dossier, IncidentCause.PROCESS_DIED);
      countLoss(dossier, id);
    }
    dossier.summary(id + " is gone; its work is being moved by each task's policy.");
  }

  private void countLoss(Dossier dossier, ExecutorId id) {
    Signs signs = signs(id);
    if (!signs.counted) {
      signs.counted = true;
      probation.lost(dossier, id);
    }
  }

  private static void name(Dossier dossier, IncidentCause cause) {
    if (dossier.cause == IncidentCause.UNKNOWN) {
      dossier.cause(cause);
    }
  }

  void silent(ExecutorId id, Instant lastHeardAt) {
    Signs signs = signs(id);
    signs.beatAtSilence = scene.lastBeat(id);
    signs.backNanos = 0;
    signs.settled = false;
    Dossier dossier = fault(id, lastHeardAt);
    if (dossier != null) {
      book.evidence(dossier, "no heartbeat since " + lastHeardAt + ", and its link is still open");
      dossier.summary(id + " is silent. It gets no new work; its lease is being waited for.");
    }
  }

  void lost(ExecutorId id, Instant lastHeardAt) {
    Dossier dossier = fault(id, lastHeardAt);
    if (dossier != null) {
      book.evidence(dossier, "its lease is over; last heard from at " + lastHeardAt);
      name(dossier, IncidentCause.HOST_UNREACHABLE);
      countLoss(dossier, id);
      dossier.summary(id + " is lost; its work is being moved by each task's policy.");
    }
  }

  void back(ExecutorId id, boolean sameProcess, String predecessor) {
    Signs signs = signs(id);
    signs.backNanos = scene.nanos();
    signs.sameProcess = sameProcess;
    signs.predecessor = predecessor;
    signs.away = false;
    signs.counted = false;
    signs.settled = false;
    signs.closeReason = null;
    Dossier dossier = open(id);
    if (dossier == null || (sameProcess && dossier.mark(RETURNED) != null)) {
      return;
    }
    dossier.mark(RETURNED, "yes");
    book.evidence(
        dossier, sameProcess ? "it is back, the same process" : "it is back with a new process");
    if (sameProcess && dossier.cause == IncidentCause.PROCESS_DIED) {
      dossier.cause(IncidentCause.LINK_CUT);
    } else if (!sameProcess) {
      nameByPredecessor(dossier, predecessor);
    }
    if (Probation.isUnderWay(dossier)) {
      dossier.cause(IncidentCause.FLAPPING);
    }
  }

  /** The new process says how the one before it ended: it can look at its machine. */
  private void nameByPredecessor(Dossier dossier, String predecessor) {
    if (!predecessor.isEmpty()) {
      book.evidence(dossier, "it says of the process before it: " + predecessor);
    }
    switch (PredecessorEnd.of(predecessor)) {
      case OUT_OF_MEMORY -> dossier.cause(IncidentCause.OUT_OF_MEMORY);
      case HOST_RESTARTED -> dossier.cause(IncidentCause.HOST_RESTARTED);
      case STOPPED -> {
        if (dossier.cause != IncidentCause.HOST_UNREACHABLE) {
          dossier.cause(IncidentCause.STOPPED);
        }
      }
      case FAILED -> dossier.cause(IncidentCause.PROCESS_DIED);
      case KILLED, UNKNOWN -> {
        if (dossier.cause != IncidentCause.HOST_UNREACHABLE
            && dossier.cause != IncidentCause.OUT_OF_MEMORY) {
          dossier.cause(IncidentCause.PROCESS_DIED);
        }
      }
    }
  }

  void left(ExecutorId id, String reason) {
    Dossier dossier = open(id);
    if (dossier != null) {
      book.evidence(dossier, "it stopped with a goodbye: " + reason);
      dossier.mark(STOPPED, "yes");
    }
  }

  /** An attempt was lost with its executor, or another takes its place. */
  void attemptLost(AttemptId attempt, ExecutorId id, String evidence) {
    Dossier dossier = open(id);
    if (dossier == null && scene.executor(id) == Presence.LEFT) {
      return;
    }
    if (dossier == null) {
      dossier = book.raise(IncidentKind.EXECUTOR_LOST, id.value(), null);
      if (dossier == null) {
        return;
      }
      book.evidence(dossier, evidence);
      nameByPredecessor(dossier, signs(id).predecessor);
      // The new process is there already: this absence is over.
      probation.lost(dossier, id);
    } else if (isOver(dossier)) {
      book.move(dossier, IncidentStep.RECOVERING);
    }
    book.touch(dossier, attempt);
  }

  private static boolean isOver(Dossier dossier) {
    return dossier.step == IncidentStep.VERIFYING || dossier.step == IncidentStep.AWAITING_OPERATOR;
  }

  void review(Dossier dossier) {
    ExecutorId id = new ExecutorId(dossier.subject);
    Presence presence = scene.executor(id);
    boolean settled = settle(dossier, id, presence);
    probation.review(dossier, id);
    if (dossier.step == IncidentStep.DETECTED) {
      if (dossier.cause == IncidentCause.UNKNOWN && !settled) {
        return;
      }
      book.move(dossier, IncidentStep.DIAGNOSED);
    }
    if (dossier.step == IncidentStep.DIAGNOSED) {
      dossier.action(
          "keep-off", "no attempt is placed on it while it is away", ActionState.DONE, "");
      book.move(dossier, IncidentStep.RECOVERING);
    }
    int orphans = scene.orphans(id);
    if (isOver(dossier) && orphans > 0) {
      book.move(dossier, IncidentStep.RECOVERING);
    }
    if (dossier.step == IncidentStep.RECOVERING) {
      recovering(dossier, orphans);
    }
    if (isOver(dossier) && settled) {
      verify(dossier, id, presence, orphans);
    }
  }

  /** Tells a pause from a cut by what it has sent meanwhile; true once there is nothing to tell. */
  private boolean settle(Dossier dossier, ExecutorId id, Presence presence) {
    Signs signs = signs(id);
    if (presence != Presence.UP) {
      return presence != Presence.SUSPECT;
    }
    if (signs.settled) {
      return true;
    }
    if (signs.backNanos == 0) {
      // It was away under a leader before, or is back without our having seen it away.
      return book.inStepMs(dossier) >= SETTLE_MS;
    }
    long forMs = (scene.nanos() - signs.backNanos) / Now.NANOS_PER_MS;
    if (forMs < SETTLE_MS) {
      return false;
    }
    signs.settled = true;
    boolean open =
        dossier.cause == IncidentCause.UNKNOWN || dossier.cause == IncidentCause.HOST_UNREACHABLE;
    if (open && signs.sameProcess && signs.beatAtSilence >= 0) {
      long sent = scene.lastBeat(id) - signs.beatAtSilence;
      long sinceBack = forMs / scene.heartbeatMs() + 2;
      boolean worked = sent > sinceBack;
      dossier.cause(worked ? IncidentCause.LINK_CUT : IncidentCause.PROCESS_PAUSED);
      book.evidence(
          dossier,
          "it has numbered "
              + sent
              + " heartbeats since it went silent: "
              + (worked ? "it had gone on working" : "it had stood still"));
    }
    return true;
  }

  private void recovering(Dossier dossier, int orphans) {
    dossier.action(
        "move-attempts",
        "each attempt it had is run again, held or failed by its task's policy; one that must not"
            + " run twice waits for the end of its lease",
        orphans == 0 ? ActionState.DONE : ActionState.RUNNING,
        orphans == 0
            ? dossier.attempts + " attempts moved"
            : orphans + " attempts wait for the end of their lease");
    if (orphans == 0) {
      book.move(dossier, IncidentStep.VERIFYING);
    }
  }

  private void verify(Dossier dossier, ExecutorId id, Presence presence, int orphans) {
    int held = account(dossier);
    boolean stopped = dossier.mark(STOPPED) != null;
    boolean cordoned = scene.isCordoned(id);
    dossier.probe(
        "no-orphan", orphans == 0, orphans + " attempts of it are left without a decision");
    dossier.probe(
        "replaced",
        dossier.open.isEmpty(),
        dossier.attempts
            + " attempts were lost; "
            + dossier.open.size()
            + " have no successor yet, "
            + held
            + " of these are held");
    dossier.probe(
        "capacity",
        presence == Presence.UP || cordoned || stopped,
        presence == Presence.UP
            ? "it takes work"
            : cordoned ? "it is cordoned" : stopped ? "it was stopped on purpose" : "it is away");
    if (dossier.allProbesHold() || !book.rules().verifiesIncidents()) {
      finish(dossier, id);
      return;
    }
    propose(dossier, id, held);
    if (held == 0 && Probation.isUnderWay(dossier) && presence == Presence.UP) {
      dossier.summary(id + " was lost again and again: it is on probation.");
      return;
    }
    if (held > 0) {
      book.move(dossier, IncidentStep.AWAITING_OPERATOR);
      dossier.summary(
          held
              + " tasks are held because their attempts were lost: approve "
              + RERUN_HELD
              + ", or decide on each.");
    } else if (dossier.step == IncidentStep.AWAITING_OPERATOR
        || book.inStepMs(dossier) >= PATIENCE_MS) {
      book.move(dossier, IncidentStep.AWAITING_OPERATOR);
      dossier.summary(
          dossier.open.isEmpty()
              ? id + " is still away: start it, or approve " + CORDON + "."
              : dossier.open.size() + " tasks still wait for a place: see explain of their runs.");
    }
  }

  /** Takes what is accounted for off the list; answers how many are held. */
  private int account(Dossier dossier) {
    int held = 0;
    int checked = 0;
    Iterator<Map.Entry<TaskRunId, Integer>> left = dossier.open.entrySet().iterator();
    while (left.hasNext() && checked++ < MAX_CHECKS) {
      Map.Entry<TaskRunId, Integer> entry = left.next();
      switch (scene.replacement(entry.getKey(), entry.getValue())) {
        case ENDED, RUNS_AGAIN -> left.remove();
        case WAITS -> {}
        case HELD -> held++;
      }
    }
    return held;
  }

  private void propose(Dossier dossier, ExecutorId id, int held) {
    if (held > 0) {
      dossier.action(
          RERUN_HELD,
          "run the held tasks again. Risk: what they did before the loss may be done twice",
          ActionState.PROPOSED,
          held + " tasks");
    } else if (dossier.action(RERUN_HELD) != null
        && dossier.action(RERUN_HELD).state() == ActionState.PROPOSED) {
      dossier.action(
          RERUN_HELD, dossier.action(RERUN_HELD).what(), ActionState.DROPPED, "decided otherwise");
    }
    boolean away = scene.executor(id) != Presence.UP && book.inStepMs(dossier) >= PATIENCE_MS;
    if (away && dossier.action(CORDON) == null) {
      dossier.action(
          CORDON,
          "cordon " + id + ": it is not expected back, and gets no work if it comes",
          ActionState.PROPOSED,
          "");
    }
  }

  /** An operator closed it. */
  void closed(Dossier dossier) {
    probation.closed(dossier, new ExecutorId(dossier.subject));
  }

  private void finish(Dossier dossier, ExecutorId id) {
    Signs signs = signs(id);
    signs.backNanos = 0;
    signs.beatAtSilence = -1;
    book.close(
        dossier,
        id
            + ": "
            + dossier.attempts
            + " attempts were moved, each has a successor or its task has ended"
            + (scene.executor(id) == Presence.UP ? "; it is back." : "; it stays away."));
  }

  /**
   * Carries out a proposed action; answers what was done, or null if there is none of that name.
   */
  String approve(Dossier dossier, String name, String by) {
    if (name.equals(RERUN_HELD)) {
      int again = 0;
      for (TaskRunId task : List.copyOf(new ArrayList<>(dossier.open.keySet()))) {
        again += scene.rerunHeld(task, by) ? 1 : 0;
      }
      return again + " held tasks run again";
    }
    if (name.equals(CORDON)) {
      ExecutorId id = new ExecutorId(dossier.subject);
      return scene.cordon(id, "incident " + dossier.id + ", approved by " + by)
          ? id + " is cordoned"
          : null;
    }
    return null;
  }
}
