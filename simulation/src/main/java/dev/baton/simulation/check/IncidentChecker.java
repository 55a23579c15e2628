package dev.baton.simulation.check;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.ExecutorId;
import dev.baton.common.id.TaskRunId;
import dev.baton.common.incident.IncidentKind;
import dev.baton.common.incident.IncidentStep;
import dev.baton.common.run.AttemptStatus;
import dev.baton.common.run.Outcome;
import dev.baton.coordinator.core.fact.Batch;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.core.state.ExecutorRow;
import dev.baton.coordinator.core.state.Incident;
import dev.baton.coordinator.core.state.IncidentTouch;
import dev.baton.coordinator.core.state.Run;
import dev.baton.coordinator.core.state.TaskRun;
import dev.baton.simulation.store.StoreRows;

/**
 * An anomaly is one incident, however many leaders see it: no two are open for one subject. An
 * attempt that is taken over is linked to one in the same commit. And none is resolved before its
 * probes hold and each task that it touched has ended or was tried again.
 */
public final class IncidentChecker implements Witness {
  private static final String NAME = "incidents";

  @Override
  public void factWritten(Batch batch, Fact fact, StoreRows before) {
    if (fact instanceof Fact.IncidentChanged changed) {
      changed(changed.incident(), batch, before);
    } else if (fact instanceof Fact.IncidentTouched touched) {
      if (before.incidents().row(touched.touch().incident()) == null) {
        throw new Violation(NAME, "links an incident that is not written: " + touched);
      }
    } else if (fact instanceof Fact.AttemptChanged changed) {
      ended(batch, changed.attempt(), before);
    }
  }

  private static void changed(Incident row, Batch batch, StoreRows before) {
    for (Incident other : before.incidents().open()) {
      boolean same = other.kind() == row.kind() && other.subject().equals(row.subject());
      if (same && other.id() != row.id()) {
        throw new Violation(NAME, "two are open for one subject: " + other + " and " + row);
      }
    }
    if (row.step() == IncidentStep.RESOLVED && row.closedBy() == null) {
      resolved(row, batch, before);
    }
  }

  private static void resolved(Incident row, Batch batch, StoreRows before) {
    if (row.probes().isEmpty() || !row.probes().stream().allMatch(Incident.Probe::holds)) {
      throw new Violation(NAME, "resolved without proof: " + row);
    }
    if (row.kind() != IncidentKind.EXECUTOR_LOST) {
      return;
    }
    if (isKeptOff(row, batch, before)) {
      throw new Violation(NAME, "resolved, and nobody lets its executor work again: " + row);
    }
    for (IncidentTouch touch : before.incidents().touchesOf(row.id())) {
      AttemptId id = touch.attempt();
      Run run = before.run(id.run());
      TaskRun task = before.taskRun(new TaskRunId(id.run(), id.task()));
      // What was touched before an operator closed it, and it was opened again, is not asked of it.
      boolean earlier = touch.at().isBefore(row.times().detectedAt());
      boolean over = earlier || run == null || run.status().isEnd() || task.status().isEnd();
      if (!over && task.lastAttempt() <= id.number()) {
        throw new Violation(NAME, "resolved, and nothing stands for " + id + ": " + task);
      }
    }
  }

  /** Whether its executor is cordoned on account of it, and stays so with this commit. */
  private static boolean isKeptOff(Incident row, Batch batch, StoreRows before) {
    ExecutorRow executor = before.executor(new ExecutorId(row.subject()));
    String reason = executor == null ? null : executor.cordonReason();
    Incident last = row;
    for (Fact fact : batch.facts()) {
      if (fact instanceof Fact.ExecutorChanged changed
          && changed.executor().id().value().equals(row.subject())) {
        reason = changed.executor().cordonReason();
      } else if (fact instanceof Fact.IncidentChanged changed
          && changed.incident().id() == row.id()) {
        last = changed.incident();
      }
    }
    return last.step().isClosed()
        && reason != null
        && reason.startsWith("by the system (incident " + row.id() + ")");
  }

  private static void ended(Batch batch, Attempt attempt, StoreRows before) {
    Attempt was = before.attempt(attempt.id());
    boolean nowTakenOver =
        attempt.status() == AttemptStatus.ENDED
            && attempt.outcome() == Outcome.SUPERSEDED
            && was != null
            && was.status() != AttemptStatus.ENDED;
    if (!nowTakenOver) {
      return;
    }
    boolean linked =
        batch.facts().stream()
            .anyMatch(fact ->
                fact instanceof Fact.IncidentTouched touched
                    && touched.touch().attempt().equals(attempt.id()));
    if (!linked) {
      throw new Violation(NAME, "taken over, and no incident says so: " + attempt);
    }
  }
}
