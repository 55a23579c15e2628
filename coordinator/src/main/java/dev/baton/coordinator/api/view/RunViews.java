package dev.baton.coordinator.api.view;

import dev.baton.common.api.AttemptRef;
import dev.baton.common.api.AttemptView;
import dev.baton.common.api.RunDetailView;
import dev.baton.common.api.RunView;
import dev.baton.common.api.TaskRunView;
import dev.baton.common.id.AttemptId;
import dev.baton.common.job.JobSpec;
import dev.baton.common.job.TaskSpec;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.core.state.Run;
import dev.baton.coordinator.core.state.TaskRun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs in the words of the API. */
public final class RunViews {
  private RunViews() {}

  public static RunView run(Run run) {
    return new RunView(
        run.id().value(),
        run.job().toString(),
        run.jobVersion(),
        run.trigger(),
        run.schedule(),
        run.fireAt(),
        run.requestKey(),
        run.rerunOf() == null ? null : run.rerunOf().value(),
        run.params(),
        run.status(),
        run.cause(),
        run.requestedBy(),
        run.createdAt(),
        run.startedAt(),
        run.endedAt());
  }

  /**
   * @param spec the definition it ran under; null if it is no longer stored
   */
  public static RunDetailView detail(
      Run run, List<TaskRun> taskRuns, List<Attempt> attempts, JobSpec spec) {
    Map<String, List<AttemptView>> byTask = new HashMap<>();
    for (Attempt attempt : attempts) {
      byTask.computeIfAbsent(attempt.id().task(), t -> new ArrayList<>()).add(attempt(attempt));
    }
    return new RunDetailView(
        run(run),
        inFileOrder(taskRuns, spec).stream()
            .map(task -> {
              TaskSpec definition = spec == null ? null : spec.task(task.id().task());
              return taskRun(
                  task,
                  definition == null ? null : definition.after(),
                  byTask.getOrDefault(task.id().task(), List.of()));
            })
            .toList());
  }

  private static List<TaskRun> inFileOrder(List<TaskRun> taskRuns, JobSpec spec) {
    if (spec == null) {
      return taskRuns;
    }
    Map<String, Integer> place = new HashMap<>();
    for (TaskSpec task : spec.tasks()) {
      place.put(task.name(), place.size());
    }
    return taskRuns.stream()
        .sorted(
            java.util.Comparator.comparingInt(
                task -> place.getOrDefault(task.id().task(), Integer.MAX_VALUE)))
        .toList();
  }

  /** {@code after} and {@code attempts} are null where the answer does not carry them. */
  public static TaskRunView taskRun(TaskRun task, List<String> after, List<AttemptView> attempts) {
    return new TaskRunView(
        task.id().run().value(),
        task.id().task(),
        task.status(),
        after,
        task.lastAttempt(),
        task.failures(),
        task.losses(),
        task.notBefore(),
        task.cause(),
        task.outputs(),
        ref(task.accepted()),
        task.startedAt(),
        task.endedAt(),
        attempts);
  }

  public static AttemptRef ref(AttemptId id) {
    return id == null ? null : new AttemptRef(id.run().value(), id.task(), id.number());
  }

  public static AttemptView attempt(Attempt attempt) {
    return new AttemptView(
        attempt.id().run().value(),
        attempt.id().task(),
        attempt.id().number(),
        attempt.executor().value(),
        attempt.incarnation().value(),
        attempt.token().toString(),
        attempt.leased(),
        attempt.status(),
        attempt.outcome(),
        attempt.exitCode(),
        attempt.cause(),
        attempt.lateOutcome(),
        attempt.cancelRequested(),
        attempt.dispatchedAt(),
        attempt.startedAt(),
        attempt.endedAt());
  }
}
