package dev.baton.coordinator.core.incident;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.ExecutorId;
import dev.baton.common.id.JobKey;
import dev.baton.common.incident.ActionState;
import dev.baton.common.incident.IncidentCause;
import dev.baton.common.incident.IncidentKind;
import dev.baton.common.incident.IncidentStep;
import dev.baton.common.run.Outcome;
import dev.baton.common.wire.AttemptOutcome;
import dev.baton.coordinator.core.incident.Scene.Replacement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** A task that fails wherever it is tried. */
final class TaskIncidents {
  /** Failing tasks remembered; the ones that failed longest ago are forgotten. */
  static final int MAX_REMEMBERED = 10_000;

  /** Executors on which a task must have failed in a row. */
  static final int MIN_EXECUTORS = 2;

  private static final int MAX_EXECUTORS = 20;

  /** Failures before the incident that it takes in: the first ones. */
  private static final int MAX_BEFORE = 20;

  private static final int KILLED = 137;

  /** What has failed since its last success. */
  private static final class Failing {
    final TreeSet<ExecutorId> executors = new TreeSet<>();

    /** Those before there is an incident, which takes them in. */
    final List<AttemptId> before = new ArrayList<>();

    int failures;
    int killed;
    int timedOut;
    int noSpace;
  }

  private final IncidentBook book;
  private int open;
  private final Map<String, Failing> failing =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failing> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  TaskIncidents(IncidentBook book) {
    this.book = book;
  }

  private static String subject(JobKey job, String task) {
    return job + "/" + task;
  }

  /** Counts the incidents that were open before this leadership. */
  void loaded() {
    for (Dossier dossier : book.open()) {
      open += dossier.kind == IncidentKind.TASK_FAILING ? 1 : 0;
    }
  }

  /** Whether a success can matter: asked for each, so that it costs nothing where none failed. */
  boolean watchesSuccesses() {
    return open > 0 || !failing.isEmpty();
  }

  void failed(
      JobKey job,
      AttemptId attempt,
      ExecutorId executor,
      Outcome outcome,
      Integer exitCode,
      String message,
      boolean forGood) {
    String subject = subject(job, attempt.task());
    Failing known = failing.computeIfAbsent(subject, key -> new Failing());
    known.failures++;
    known.killed += exitCode != null && exitCode == KILLED ? 1 : 0;
    known.timedOut += outcome == Outcome.TIMED_OUT ? 1 : 0;
    known.noSpace += AttemptOutcome.saysDiskIsFull(message) ? 1 : 0;
    if (known.executors.size() < MAX_EXECUTORS) {
      known.executors.add(executor);
    }
    Dossier dossier = book.open(IncidentKind.TASK_FAILING, subject);
    if (dossier == null) {
      if (known.executors.size() < MIN_EXECUTORS) {
        if (known.before.size() < MAX_BEFORE) {
          known.before.add(attempt);
        }
        return;
      }
      dossier = book.raise(IncidentKind.TASK_FAILING, subject, null);
      if (dossier == null) {
        return;
      }
      open++;
      for (AttemptId earlier : known.before) {
        book.touch(dossier, earlier);
      }
      known.before.clear();
      dossier.cause(cause(known));
      book.move(dossier, IncidentStep.DIAGNOSED);
      dossier.action("retry", "tried again under its retry policy", ActionState.RUNNING, "");
      book.move(dossier, IncidentStep.RECOVERING);
    }
    dossier.cause(cause(known));
    book.touch(dossier, attempt);
    book.evidence(
        dossier,
        "attempt "
            + attempt
            + " on "
            + executor
            + " "
            + outcome
            + (exitCode == null ? "" : " with exit code " + exitCode)
            + ": "
            + message);
    String where = known.failures + " failures in a row on " + known.executors;
    if (forGood) {
      dossier.action("retry", "tried again under its retry policy", ActionState.DONE, where);
      dossier.summary(
          where
              + ". Correct the task or its data, then rerun run "
              + attempt.run()
              + ". A success closes this.");
      book.move(dossier, IncidentStep.AWAITING_OPERATOR);
    } else {
      dossier.summary(where + "; it is tried again.");
    }
  }

  private static IncidentCause cause(Failing known) {
    if (known.killed == known.failures) {
      return IncidentCause.OUT_OF_MEMORY;
    }
    if (known.noSpace == known.failures) {
      return IncidentCause.DISK_FULL;
    }
    return known.timedOut == known.failures
        ? IncidentCause.TASK_TOO_SLOW
        : IncidentCause.POISON_TASK;
  }

  void succeeded(JobKey job, AttemptId attempt, ExecutorId executor) {
    String subject = subject(job, attempt.task());
    failing.remove(subject);
    Dossier dossier = book.open(IncidentKind.TASK_FAILING, subject);
    if (dossier != null) {
      book.move(dossier, IncidentStep.VERIFYING);
      dossier.probe("success", true, "attempt " + attempt + " on " + executor + " succeeded");
      book.close(dossier, "It has succeeded again: attempt " + attempt + " on " + executor + ".");
      open--;
    }
  }

  /** An operator closed one. */
  void closed(Dossier dossier) {
    failing.remove(dossier.subject);
    open--;
  }

  void review(Dossier dossier) {
    dossier.probe(
        "success", !book.rules().verifiesIncidents(), "no attempt of it has succeeded since");
    dossier
        .open
        .entrySet()
        .removeIf(
            task -> book.scene().replacement(task.getKey(), task.getValue()) == Replacement.ENDED);
    if (dossier.allProbesHold()) {
      book.close(dossier, dossier.summary);
      open--;
    } else if (dossier.step == IncidentStep.RECOVERING && dossier.open.isEmpty()) {
      dossier.summary(
          dossier.subject + " is not tried again. Correct the task or its data, then rerun it.");
      book.move(dossier, IncidentStep.AWAITING_OPERATOR);
    }
  }
}
