package dev.baton.coordinator.core.incident;

import dev.baton.common.id.ExecutorId;
import dev.baton.common.id.TaskRunId;
import dev.baton.common.incident.ActionState;
import dev.baton.common.incident.IncidentCause;
import dev.baton.common.incident.IncidentKind;
import dev.baton.common.incident.IncidentStep;
import dev.baton.common.time.Now;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Fires that are decided late, and tasks that wait long for a place. */
final class LatenessIncidents {
  static final String FIRES = "fires";

  /** No fire late for this long ends an incident. */
  static final long STEADY_MS = 5_000;

  /** A pause of ours explains what is late this long after. */
  static final long PAUSE_EXPLAINS_MS = 5_000;

  /** Tasks may wait this long where no executor can take them. */
  static final long NOBODY_MS = 30_000;

  /** Tasks may wait this long for slots, if those that wait do not get fewer. */
  static final long FULL_MS = 60_000;

  /** Lines of waiting tasks that are watched; the rest is looked at when these are gone. */
  static final int MAX_LINES = 1_000;

  /** What was seen of a line when it was looked at first. */
  private record Mark(TaskRunId last, long nanos, int size, boolean moved) {}

  private final IncidentBook book;
  private final Scene scene;
  private final TreeMap<String, Mark> marks = new TreeMap<>();
  private final TreeMap<String, WaitingLine> lines = new TreeMap<>();
  private long lateNanos = Long.MIN_VALUE;
  private long late;
  private boolean scanned;
  private long worstMs;
  private long pausedNanos = Long.MIN_VALUE;
  private long pausedMs;

  LatenessIncidents(IncidentBook book) {
    this.book = book;
    this.scene = book.scene();
  }

  /** This process stood still for so long. */
  void paused(long ms) {
    pausedNanos = scene.nanos();
    pausedMs = ms;
  }

  /** A fire is decided late. What fell due before this leadership is not its lateness. */
  void fireLate(Instant fireAt, long ms, long lastCommitMs) {
    Dossier covering = book.openOf(CAUSES_OF_LATENESS);
    if (covering != null) {
      return;
    }
    late++;
    worstMs = Math.max(worstMs, ms);
    lateNanos = scene.nanos();
    Dossier dossier = book.open(IncidentKind.FIRES_LATE, FIRES);
    if (dossier == null || dossier.step == IncidentStep.VERIFYING) {
      late = 1;
      worstMs = ms;
      dossier = book.raise(IncidentKind.FIRES_LATE, FIRES, fireAt);
      if (dossier == null) {
        return;
      }
      boolean paused = isPauseRecent();
      boolean slow = lastCommitMs >= ClusterIncidents.SLOW_MS / 2;
      dossier.cause(
          paused
              ? IncidentCause.LEADER_PAUSED
              : slow ? IncidentCause.STORE_SLOW : IncidentCause.LEADER_BUSY);
      book.evidence(
          dossier,
          "the fire of "
              + fireAt
              + " was decided "
              + ms
              + " ms late; "
              + (paused
                  ? "this process had stood still for " + pausedMs + " ms"
                  : "the last commit took " + lastCommitMs + " ms"));
      dossier.action(
          "decide-late", "each is decided under its misfire policy", ActionState.RUNNING, "");
      dossier.summary("Fires are decided late.");
    }
  }

  private boolean isPauseRecent() {
    return pausedNanos != Long.MIN_VALUE
        && scene.nanos() - pausedNanos <= (PAUSE_EXPLAINS_MS + pausedMs) * Now.NANOS_PER_MS;
  }

  static final List<IncidentKind> CAUSES_OF_LATENESS =
      List.of(
          IncidentKind.LEADER_CHANGED,
          IncidentKind.STORE_AWAY,
          IncidentKind.STORE_SLOW,
          IncidentKind.CLOCK_STEPPED);

  void reviewFires(Dossier dossier) {
    if (dossier.step == IncidentStep.DETECTED) {
      book.move(dossier, IncidentStep.DIAGNOSED);
      book.move(dossier, IncidentStep.RECOVERING);
    }
    long lagMs = scene.fireLagMs();
    dossier.probe(
        "fires",
        lagMs <= ClusterIncidents.LAG_MS,
        "the first due fire waits since " + lagMs + " ms");
    boolean steady =
        lateNanos == Long.MIN_VALUE || scene.nanos() - lateNanos >= STEADY_MS * Now.NANOS_PER_MS;
    dossier.probe("steady", steady, late + " were late, the worst by " + worstMs + " ms");
    if (dossier.allProbesHold() || !book.rules().verifiesIncidents()) {
      dossier.action(
          "decide-late", "each is decided under its misfire policy", ActionState.DONE, "");
      book.move(dossier, IncidentStep.VERIFYING);
      book.close(
          dossier,
          late
              + " fires were decided late, the worst by "
              + worstMs
              + " ms; none for "
              + STEADY_MS / 1_000
              + " s.");
    } else if (dossier.step != IncidentStep.AWAITING_OPERATOR
        && book.inStepMs(dossier) >= ExecutorIncidents.PATIENCE_MS) {
      book.move(dossier, IncidentStep.AWAITING_OPERATOR);
      dossier.summary(
          "Fires keep being late, the worst by "
              + worstMs
              + " ms: look at the load of this machine and of the store.");
    }
  }

  // ---- waiting tasks

  /** Looks at the lines of tasks that wait for a place. */
  void scan() {
    scanned = true;
    lines.clear();
    for (WaitingLine line : scene.waitingLines(MAX_LINES)) {
      lines.put(line.subject(), line);
      look(line);
    }
    marks.keySet().retainAll(lines.keySet());
  }

  private void look(WaitingLine line) {
    Mark mark = marks.get(line.subject());
    if (mark == null || line.first().compareTo(mark.last()) > 0) {
      mark(line, mark != null);
      return;
    }
    long forMs = (scene.nanos() - mark.nanos()) / Now.NANOS_PER_MS;
    boolean nobody = line.takers() == 0 && forMs >= NOBODY_MS;
    boolean full =
        line.takers() > 0 && line.free() == 0 && forMs >= FULL_MS && line.size() >= mark.size();
    if (nobody || full) {
      waits(line, forMs);
    } else if (line.takers() > 0 && forMs >= FULL_MS) {
      // Slow, but it gets less: begin anew.
      mark(line, true);
    }
  }

  private void mark(WaitingLine line, boolean moved) {
    marks.put(line.subject(), new Mark(line.last(), scene.nanos(), line.size(), moved));
  }

  private void waits(WaitingLine line, long forMs) {
    if (book.open(IncidentKind.QUEUE_GROWING, line.subject()) != null
        || book.openOf(CAUSES_OF_LATENESS) != null
        || isExplainedByALoss(line)) {
      return;
    }
    Dossier dossier = book.raise(IncidentKind.QUEUE_GROWING, line.subject(), null);
    if (dossier == null) {
      return;
    }
    boolean nobody = line.takers() == 0;
    dossier.cause(nobody ? IncidentCause.NO_EXECUTOR : IncidentCause.SATURATED);
    book.evidence(
        dossier,
        line.size()
            + " tasks wait, the oldest of run "
            + line.first().run()
            + " for more than "
            + forMs / 1_000
            + " s; "
            + line.takers()
            + " executors could take them, "
            + line.free()
            + " slots are free");
    line.refusals().forEach(why -> book.evidence(dossier, why));
    book.move(dossier, IncidentStep.DIAGNOSED);
    dossier.action(
        "wait",
        "they are kept, and placed as soon as an executor can take them",
        ActionState.RUNNING,
        "");
    book.move(dossier, IncidentStep.RECOVERING);
    if (nobody) {
      dossier.summary(
          "No executor can take what waits for "
              + line.subject()
              + ": start one of group "
              + line.group()
              + ", or see why those that are there refuse.");
      book.move(dossier, IncidentStep.AWAITING_OPERATOR);
    } else {
      dossier.summary(
          "More comes for " + line.subject() + " than its executors finish: all slots are taken.");
    }
  }

  /** An executor of that group is lost: what waits is the scope of that incident. */
  private boolean isExplainedByALoss(WaitingLine line) {
    for (Dossier dossier : new ArrayList<>(book.open())) {
      if (dossier.kind == IncidentKind.EXECUTOR_LOST
          && scene.group(new ExecutorId(dossier.subject)).equals(line.group())) {
        if (!line.subject().equals(dossier.mark("waiting"))) {
          dossier.mark("waiting", line.subject());
          book.evidence(dossier, line.size() + " tasks wait for " + line.subject() + " meanwhile");
        }
        return true;
      }
    }
    return false;
  }

  void reviewLine(Dossier dossier) {
    if (!scanned) {
      return;
    }
    WaitingLine line = lines.get(dossier.subject);
    Mark mark = marks.get(dossier.subject);
    boolean placed = line == null || mark == null || mark.moved();
    dossier.probe(
        "placed",
        placed,
        line == null ? "nobody waits" : line.size() + " tasks wait, " + line.takers() + " takers");
    if (dossier.allProbesHold() || !book.rules().verifiesIncidents()) {
      dossier.action("wait", "they have been placed", ActionState.DONE, "");
      book.move(dossier, IncidentStep.VERIFYING);
      book.close(dossier, "What waited for " + dossier.subject + " has been placed.");
    } else if (dossier.step != IncidentStep.AWAITING_OPERATOR
        && book.inStepMs(dossier) >= ExecutorIncidents.PATIENCE_MS) {
      book.move(dossier, IncidentStep.AWAITING_OPERATOR);
      dossier.summary(
          line.size()
              + " tasks wait for "
              + dossier.subject
              + ": add slots or executors, or let fewer runs start.");
    }
  }
}
