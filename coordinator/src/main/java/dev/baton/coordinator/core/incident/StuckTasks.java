package dev.baton.coordinator.core.incident;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.JobKey;
import dev.baton.common.id.TaskRunId;
import dev.baton.common.incident.ActionState;
import dev.baton.common.incident.IncidentCause;
import dev.baton.common.incident.IncidentKind;
import dev.baton.common.incident.IncidentStep;
import java.util.LinkedHashMap;
import java.util.Map;

/** Attempts that run much longer than their task usually does, and that no time-out ends. */
final class StuckTasks {
  static final String CANCEL_AND_RERUN = "cancel-and-rerun";

  /** Tasks whose usual time is remembered; those heard of first are forgotten first. */
  static final int MAX_REMEMBERED = 10_000;

  /** Of the last so many successes the longest is the usual. */
  static final int LAST = 8;

  /** Fewer successes say nothing. */
  static final int MIN_SUCCESSES = 3;

  static final int TIMES = 3;

  /** Nothing that runs shorter is stuck. */
  static final long FLOOR_MS = 60_000;

  private record TaskKey(JobKey job, String task) {}

  private static final class Usual {
    final long[] lastMs = new long[LAST];
    int successes;

    void succeeded(long ms) {
      lastMs[successes % LAST] = ms;
      successes = successes == Integer.MAX_VALUE ? LAST : successes + 1;
    }

    long longestMs() {
      long longest = 0;
      for (long ms : lastMs) {
        longest = Math.max(longest, ms);
      }
      return longest;
    }
  }

  private final IncidentBook book;
  private final Scene scene;
  private final Map<TaskKey, Usual> usual =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TaskKey, Usual> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  StuckTasks(IncidentBook book) {
    this.book = book;
    this.scene = book.scene();
  }

  /** Called for each success: one look-up. */
  void succeeded(JobKey job, String task, long ms) {
    usual.computeIfAbsent(new TaskKey(job, task), key -> new Usual()).succeeded(Math.max(0, ms));
  }

  /** Looks at what runs for long. */
  void scan() {
    if (usual.isEmpty()) {
      return;
    }
    for (LongAttempt running : scene.runningLongerThan(FLOOR_MS)) {
      Usual known = usual.get(new TaskKey(running.job(), running.attempt().task()));
      if (known == null || known.successes < MIN_SUCCESSES) {
        continue;
      }
      long boundMs = Math.max(FLOOR_MS, TIMES * known.longestMs());
      if (running.runningMs() > boundMs) {
        stuck(running, known, boundMs);
      }
    }
  }

  private void stuck(LongAttempt running, Usual known, long boundMs) {
    String subject = running.job() + "/" + running.attempt().task();
    Dossier dossier = book.open(IncidentKind.STUCK_TASK, subject);
    AttemptId attempt = running.attempt();
    TaskRunId task = new TaskRunId(attempt.run(), attempt.task());
    if (dossier != null && Integer.valueOf(attempt.number()).equals(dossier.open.get(task))) {
      return;
    }
    dossier = book.raise(IncidentKind.STUCK_TASK, subject, null);
    if (dossier == null) {
      return;
    }
    dossier.cause(IncidentCause.TASK_STUCK);
    book.touch(dossier, attempt);
    book.evidence(
        dossier,
        "attempt "
            + attempt
            + " on "
            + running.executor()
            + " has been running for "
            + running.runningMs() / 1_000
            + " s without a time-out; the longest of the last "
            + Math.min(LAST, known.successes)
            + " successes took "
            + known.longestMs()
            + " ms, the bound is "
            + boundMs / 1_000
            + " s");
    book.move(dossier, IncidentStep.DIAGNOSED);
    dossier.action(
        CANCEL_AND_RERUN,
        "end what is stuck; its task goes on as after a loss (onExecutorLoss). Risk: what it has done"
            + " may be done twice",
        ActionState.PROPOSED,
        "");
    book.move(dossier, IncidentStep.RECOVERING);
    dossier.summary(
        subject
            + " runs much longer than usual: look at its log, wait, or approve "
            + CANCEL_AND_RERUN
            + ". A timeout in the job file would end it by itself.");
    book.move(dossier, IncidentStep.AWAITING_OPERATOR);
  }

  void review(Dossier dossier) {
    dossier
        .open
        .entrySet()
        .removeIf(task ->
            scene.isOver(
                new AttemptId(task.getKey().run(), task.getKey().task(), task.getValue())));
    dossier.probe(
        "ended",
        dossier.open.isEmpty(),
        dossier.open.isEmpty()
            ? "each attempt that was stuck has ended"
            : dossier.open.size() + " attempts still run");
    if (dossier.allProbesHold() || !book.rules().verifiesIncidents()) {
      Incidents.dropProposal(dossier, CANCEL_AND_RERUN, "it has ended");
      book.move(dossier, IncidentStep.VERIFYING);
      book.close(dossier, "Each attempt of " + dossier.subject + " that was stuck has ended.");
    }
  }

  /** Ends what is stuck; answers what was done. */
  String approve(Dossier dossier, String by) {
    int ended = 0;
    for (Map.Entry<TaskRunId, Integer> entry : dossier.open.entrySet()) {
      TaskRunId task = entry.getKey();
      AttemptId attempt = new AttemptId(task.run(), task.task(), entry.getValue());
      ended += scene.endAndRerun(attempt, "it was stuck; ended by " + by) ? 1 : 0;
    }
    book.move(dossier, IncidentStep.RECOVERING);
    dossier.summary(ended + " attempts are being ended, and their tasks run again.");
    return ended + " attempts are being ended and run again";
  }
}
