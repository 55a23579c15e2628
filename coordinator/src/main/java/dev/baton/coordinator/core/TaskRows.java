package dev.baton.coordinator.core;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.RunId;
import dev.baton.common.id.TaskRunId;
import dev.baton.common.job.SortedMaps;
import dev.baton.common.job.TaskSpec;
import dev.baton.common.run.TaskStatus;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.core.state.TaskRun;
import java.time.Instant;
import java.util.SortedMap;

/** The row of a task run, as it becomes. */
final class TaskRows {
  private TaskRows() {}

  /** How a task run of a rerun begins: taken over from the original, or left out. */
  record Preset(
      TaskStatus status, String cause, SortedMap<String, String> outputs, AttemptId accepted) {}

  /** As a run begins; {@code preset} is null where the task starts in its usual status. */
  static TaskRun first(RunId run, TaskSpec task, Preset preset, Instant at) {
    TaskRunId id = new TaskRunId(run, task.name());
    if (preset == null) {
      return new TaskRun(
          id, TaskStatus.WAITING, 0, 0, 0, null, "", SortedMaps.empty(), null, null, null);
    }
    return new TaskRun(
        id,
        preset.status(),
        0,
        0,
        0,
        null,
        preset.cause(),
        preset.outputs(),
        preset.accepted(),
        null,
        at);
  }

  /** Its attempt's outcome counts. */
  static TaskRun succeeded(
      TaskRun task, Attempt attempt, SortedMap<String, String> outputs, Instant at) {
    return new TaskRun(
        task.id(),
        TaskStatus.SUCCEEDED,
        task.lastAttempt(),
        task.failures(),
        task.losses(),
        null,
        attempt.cause(),
        outputs,
        attempt.id(),
        task.startedAt(),
        at);
  }

  /**
   * Its attempt FAILED or TIMED_OUT.
   *
   * @param endedAt when the task ended by it; null if it is tried again, not before {@code
   *     notBefore}
   */
  static TaskRun failed(
      TaskRun task, Attempt attempt, TaskStatus status, Instant notBefore, Instant endedAt) {
    return new TaskRun(
        task.id(),
        status,
        task.lastAttempt(),
        task.failures() + 1,
        task.losses(),
        notBefore,
        "attempt " + attempt.id().number() + " " + attempt.outcome() + ": " + attempt.cause(),
        task.outputs(),
        endedAt == null ? task.accepted() : attempt.id(),
        task.startedAt(),
        endedAt);
  }

  /** The same, in another status. */
  static TaskRun with(
      TaskRun task,
      TaskStatus status,
      Instant notBefore,
      String cause,
      int losses,
      Instant endedAt) {
    return new TaskRun(
        task.id(),
        status,
        task.lastAttempt(),
        task.failures(),
        losses,
        notBefore,
        cause,
        task.outputs(),
        task.accepted(),
        task.startedAt(),
        endedAt);
  }
}
