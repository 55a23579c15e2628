package dev.baton.coordinator.core.incident;

import dev.baton.common.id.ExecutorId;
import dev.baton.common.incident.ActionState;
import dev.baton.common.incident.IncidentCause;
import dev.baton.common.time.Now;
import dev.baton.coordinator.core.incident.Scene.Presence;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.TreeMap;

/**
 * An executor that is lost again and again is kept off work for a while, then tried with one
 * attempt at a time. It goes on in the marks of its incident, so that a new leader goes on with it.
 */
final class Probation {
  /** So many losses within {@link #WITHIN_MS} are flapping. */
  static final int LOSSES = 3;

  static final long WITHIN_MS = 300_000;

  /** Kept off until it has been there for so long without a loss; doubles with each relapse. */
  static final long KEPT_OFF_MS = 60_000;

  /** At most this often. */
  static final int MAX_LEVEL = 3;

  /** Then one attempt at a time for so long. */
  static final long TRIAL_MS = 30_000;

  /** Without any other that could do its work for so long it is tried at once. */
  static final long MISSED_MS = 5_000;

  static final String ACTION = "probation";
  private static final String WHAT =
      "kept off work until it stays, then tried with one attempt at a time";

  private static final String PHASE = Dossier.KEPT_MARKS + "phase";
  private static final String LEVEL = Dossier.KEPT_MARKS + "level";
  private static final String OFF = "off";
  private static final String TRIAL = "trial";
  private static final String OVER = "over";

  private final IncidentBook book;
  private final Scene scene;
  private final TreeMap<ExecutorId, Deque<Long>> losses = new TreeMap<>();
  private final TreeMap<ExecutorId, Long> wellSinceNanos = new TreeMap<>();
  private final TreeMap<ExecutorId, Long> missedSinceNanos = new TreeMap<>();

  Probation(IncidentBook book) {
    this.book = book;
    this.scene = book.scene();
  }

  static boolean isUnderWay(Dossier dossier) {
    String phase = dossier.mark(PHASE);
    return OFF.equals(phase) || TRIAL.equals(phase);
  }

  /** The executor was lost, once more. */
  void lost(Dossier dossier, ExecutorId id) {
    wellSinceNanos.remove(id);
    Deque<Long> times = losses.computeIfAbsent(id, key -> new ArrayDeque<>());
    times.addLast(scene.nanos());
    long from = scene.nanos() - WITHIN_MS * Now.NANOS_PER_MS;
    while (times.getFirst() < from || times.size() > LOSSES) {
      times.removeFirst();
    }
    if (isUnderWay(dossier)) {
      int level = Math.min(MAX_LEVEL, level(dossier) + 1);
      keepOff(dossier, id, level, "it was lost again on probation");
    }
  }

  private static int level(Dossier dossier) {
    String level = dossier.mark(LEVEL);
    return level == null ? 0 : Integer.parseInt(level);
  }

  private void keepOff(Dossier dossier, ExecutorId id, int level, String why) {
    long ms = KEPT_OFF_MS << (level - 1);
    boolean cordoned = scene.isCordoned(id);
    if ((cordoned && !isOurs(dossier, id)) || !scene.canSpare(id)) {
      return;
    }
    dossier.mark(PHASE, OFF);
    dossier.mark(LEVEL, Integer.toString(level));
    dossier.cause(IncidentCause.FLAPPING);
    scene.limit(id, false);
    scene.cordon(id, reason(dossier, ms));
    book.evidence(dossier, why + "; it is kept off until it stays for " + ms / 1_000 + " s");
    dossier.action(ACTION, WHAT, ActionState.RUNNING, "for " + ms / 1_000 + " s");
  }

  private static String reason(Dossier dossier, long ms) {
    return ours(dossier) + "lost again and again; until it stays for " + ms / 1_000 + " s";
  }

  private static String ours(Dossier dossier) {
    return "by the system (incident " + dossier.id + "): ";
  }

  private boolean isOurs(Dossier dossier, ExecutorId id) {
    String reason = scene.cordonReason(id);
    return reason != null && reason.startsWith(ours(dossier));
  }

  /** Goes on with it; called at each review. */
  void review(Dossier dossier, ExecutorId id) {
    String phase = dossier.mark(PHASE);
    if (OFF.equals(phase)) {
      keptOff(dossier, id);
    } else if (TRIAL.equals(phase)) {
      onTrial(dossier, id);
    } else if (flaps(id) && scene.executor(id) == Presence.UP && !scene.isCordoned(id)) {
      int level = Math.max(1, Math.min(MAX_LEVEL, level(dossier) + 1));
      keepOff(
          dossier,
          id,
          level,
          "it was lost " + LOSSES + " times within " + WITHIN_MS / 1_000 + " s");
    }
    if (dossier.mark(PHASE) != null) {
      boolean over = !isUnderWay(dossier);
      dossier.probe(
          ACTION,
          over || !book.rules().endsProbationByProof(),
          over ? "it has stayed, or an operator decided" : "it is on probation: " + phase);
    }
  }

  private boolean flaps(ExecutorId id) {
    Deque<Long> times = losses.get(id);
    return times != null
        && times.size() >= LOSSES
        && scene.nanos() - times.getFirst() <= WITHIN_MS * Now.NANOS_PER_MS;
  }

  private void keptOff(Dossier dossier, ExecutorId id) {
    if (!isOurs(dossier, id)) {
      over(dossier, id, "an operator has decided on it");
      return;
    }
    if (isMissed(id)) {
      tryIt(dossier, id, "no other executor can take its work");
    } else if (wellForMs(id) >= KEPT_OFF_MS << (level(dossier) - 1)) {
      tryIt(dossier, id, "it has stayed");
    }
  }

  /** Whether no other could do its work for a while: after a raise others first have to dial. */
  private boolean isMissed(ExecutorId id) {
    if (scene.canSpare(id)) {
      missedSinceNanos.remove(id);
      return false;
    }
    long since = missedSinceNanos.computeIfAbsent(id, key -> scene.nanos());
    return scene.nanos() - since >= MISSED_MS * Now.NANOS_PER_MS;
  }

  private void tryIt(Dossier dossier, ExecutorId id, String why) {
    scene.uncordon(id, why + "; it is tried with one attempt at a time");
    scene.limit(id, true);
    dossier.mark(PHASE, TRIAL);
    wellSinceNanos.remove(id);
    book.evidence(dossier, why + ": it gets one attempt at a time for " + TRIAL_MS / 1_000 + " s");
  }

  private void onTrial(Dossier dossier, ExecutorId id) {
    if (scene.isCordoned(id)) {
      over(dossier, id, "an operator has cordoned it");
      return;
    }
    scene.limit(id, true);
    if (wellForMs(id) >= TRIAL_MS) {
      over(dossier, id, "it has stayed, and takes all it can again");
    }
  }

  private void over(Dossier dossier, ExecutorId id, String why) {
    scene.limit(id, false);
    losses.remove(id);
    wellSinceNanos.remove(id);
    missedSinceNanos.remove(id);
    dossier.mark(PHASE, OVER);
    dossier.action(ACTION, WHAT, ActionState.DONE, why);
    book.evidence(dossier, "probation is over: " + why);
  }

  /** How long it has been there, as far as this leader has seen. */
  private long wellForMs(ExecutorId id) {
    if (scene.executor(id) != Presence.UP) {
      wellSinceNanos.remove(id);
      return 0;
    }
    long since = wellSinceNanos.computeIfAbsent(id, key -> scene.nanos());
    return (scene.nanos() - since) / Now.NANOS_PER_MS;
  }

  /** Its incident is closed, by whomever. */
  void closed(Dossier dossier, ExecutorId id) {
    if (isUnderWay(dossier)) {
      if (isOurs(dossier, id)) {
        scene.uncordon(id, "its incident was closed");
      }
      over(dossier, id, "its incident was closed");
    }
  }
}
