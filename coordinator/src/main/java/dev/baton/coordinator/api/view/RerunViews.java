package dev.baton.coordinator.api.view;

import dev.baton.common.api.RerunPlanView;
import dev.baton.common.api.RerunPlanView.PlannedAction;
import dev.baton.common.api.RerunPlanView.PlannedTask;
import dev.baton.common.graph.RerunSelection.Choice;
import dev.baton.common.graph.RerunSelection.Selected;
import dev.baton.common.graph.RerunSelection.TaskChoice;
import dev.baton.common.job.JobSpec;
import dev.baton.common.run.RerunMode;
import dev.baton.coordinator.core.state.TaskRun;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The plan of a rerun in the words of the API. */
public final class RerunViews {
  private RerunViews() {}

  /**
   * @param spec the definition that the rerun follows
   * @param original task runs of the run that is run again
   */
  public static RerunPlanView plan(
      long run,
      RerunMode mode,
      String task,
      Selected selected,
      JobSpec spec,
      List<TaskRun> original) {
    Map<String, TaskRun> was = new HashMap<>();
    original.forEach(taskRun -> was.put(taskRun.id().task(), taskRun));
    return new RerunPlanView(
        run,
        mode,
        task,
        selected.tasks().stream()
            .map(choice -> planned(choice, spec, was.get(choice.task())))
            .toList());
  }

  private static PlannedTask planned(TaskChoice choice, JobSpec spec, TaskRun was) {
    return new PlannedTask(
        choice.task(),
        action(choice.choice()),
        spec.task(choice.task()).after(),
        choice.choice() == Choice.TAKE_OVER ? RunViews.ref(was.accepted()) : null,
        choice.reason());
  }

  private static PlannedAction action(Choice choice) {
    return switch (choice) {
      case RUN -> PlannedAction.RUN;
      case TAKE_OVER -> PlannedAction.KEEP;
      case LEAVE_OUT -> PlannedAction.LEAVE_OUT;
    };
  }
}
