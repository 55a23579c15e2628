package dev.baton.coordinator.core.incident;

import dev.baton.common.id.JobKey;
import dev.baton.common.incident.ActionState;
import dev.baton.common.incident.IncidentCause;
import dev.baton.common.incident.IncidentKind;
import dev.baton.common.incident.IncidentStep;
import dev.baton.common.time.Now;
import java.util.TreeMap;

/** New runs that are not accepted because a limit of runs is reached. */
final class ShedIncidents {
  /** How the subject begins; a job's name follows, or nothing where it is a limit of all runs. */
  private static final String RUNS = "runs";

  private static final String RUNS_OF = RUNS + " of ";

  /** Nothing shed for this long, and there is room: it is over. */
  static final long STEADY_MS = 5_000;

  private final IncidentBook book;

  /** What was shed in this leadership, by subject, while its incident is open. */
  private final TreeMap<String, Shed> shed = new TreeMap<>();

  private static final class Shed {
    long count;
    long lastNanos;
  }

  ShedIncidents(IncidentBook book) {
    this.book = book;
  }

  /** Whether an incident of kind QUEUE_GROWING is one of these. */
  static boolean isAbout(Dossier dossier) {
    return dossier.subject.equals(RUNS) || dossier.subject.startsWith(RUNS_OF);
  }

  private static JobKey job(Dossier dossier) {
    return dossier.subject.equals(RUNS)
        ? null
        : JobKey.parse(dossier.subject.substring(RUNS_OF.length()));
  }

  /**
   * @param job whose limit is reached; null = that of all runs
   */
  void shed(JobKey job, String text) {
    String subject = job == null ? RUNS : RUNS_OF + job;
    Dossier dossier = book.open(IncidentKind.QUEUE_GROWING, subject);
    boolean known = dossier != null && shed.containsKey(subject);
    if (!known) {
      dossier = book.raise(IncidentKind.QUEUE_GROWING, subject, null);
      if (dossier == null) {
        return;
      }
      dossier.cause(IncidentCause.QUEUE_FULL);
      book.evidence(dossier, text + ": new runs are not accepted; those that were go on");
      book.move(dossier, IncidentStep.DIAGNOSED);
      dossier.action(
          "shed",
          "new fires are recorded as skipped, and triggers are refused, until there is room",
          ActionState.RUNNING,
          "");
      book.move(dossier, IncidentStep.RECOVERING);
      dossier.summary("New runs are not accepted: " + text + ".");
    }
    Shed seen = shed.computeIfAbsent(subject, key -> new Shed());
    seen.count++;
    seen.lastNanos = book.scene().nanos();
  }

  void review(Dossier dossier) {
    Shed seen = shed.get(dossier.subject);
    boolean steady =
        seen == null || book.scene().nanos() - seen.lastNanos >= STEADY_MS * Now.NANOS_PER_MS;
    dossier.probe("room", book.scene().hasRoomForRuns(job(dossier)), "one more run fits");
    dossier.probe("steady", steady, "nothing was shed for " + STEADY_MS / 1_000 + " s");
    if (dossier.allProbesHold() || !book.rules().verifiesIncidents()) {
      dossier.action(
          "shed",
          "new fires are recorded as skipped, and triggers are refused, until there is room",
          ActionState.DONE,
          "");
      book.move(dossier, IncidentStep.VERIFYING);
      book.close(
          dossier,
          "There is room for new runs again; "
              + (seen == null ? 0 : seen.count)
              + " were not accepted under this leader. The ledger names each fire time.");
      shed.remove(dossier.subject);
    } else if (dossier.step != IncidentStep.AWAITING_OPERATOR
        && book.inStepMs(dossier) >= ExecutorIncidents.PATIENCE_MS) {
      book.move(dossier, IncidentStep.AWAITING_OPERATOR);
      dossier.summary(
          "New runs are still not accepted for "
              + dossier.subject
              + ": see what holds up those that are active, cancel some, or let fewer start.");
    }
  }
}
