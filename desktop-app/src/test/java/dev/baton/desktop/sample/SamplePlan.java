package dev.baton.desktop.sample;

import dev.baton.common.api.RerunPlanView;
import dev.baton.common.api.RerunPlanView.PlannedAction;
import dev.baton.common.api.RerunPlanView.PlannedTask;
import dev.baton.common.api.RerunRequest;
import dev.baton.common.api.RunDetailView;
import dev.baton.common.api.TaskRunView;
import dev.baton.common.run.TaskStatus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the sample cluster answers when it is asked what a rerun would do. */
final class SamplePlan {
  private SamplePlan() {}

  static RerunPlanView of(RunDetailView run, RerunRequest request) {
    Set<String> runs = new HashSet<>();
    List<PlannedTask> plan = new ArrayList<>();
    for (TaskRunView task : run.tasks()) {
      boolean downstream = task.after().stream().anyMatch(runs::contains);
      boolean chosen =
          switch (request.mode()) {
            case ALL -> true;
            case FROM_FAILED -> task.status() != TaskStatus.SUCCEEDED || downstream;
            case FROM_TASK -> task.task().equals(request.task()) || downstream;
            case TASK -> task.task().equals(request.task());
          };
      if (chosen) {
        runs.add(task.task());
      }
      plan.add(planned(task, chosen, downstream));
    }
    return new RerunPlanView(run.run().id(), request.mode(), request.task(), plan);
  }

  private static PlannedTask planned(TaskRunView task, boolean chosen, boolean downstream) {
    boolean succeeded = task.status() == TaskStatus.SUCCEEDED;
    PlannedAction action =
        chosen ? PlannedAction.RUN : succeeded ? PlannedAction.KEEP : PlannedAction.LEAVE_OUT;
    String reason =
        switch (action) {
          case RUN ->
              downstream ? "comes after a task that runs" : "did not succeed, or was chosen";
          case KEEP -> "succeeded";
          case LEAVE_OUT -> "did not succeed and was not chosen";
        };
    return new PlannedTask(
        task.task(),
        action,
        task.after(),
        action == PlannedAction.KEEP ? task.accepted() : null,
        reason);
  }
}
