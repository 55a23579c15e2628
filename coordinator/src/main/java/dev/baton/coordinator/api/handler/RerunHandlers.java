package dev.baton.coordinator.api.handler;

import dev.baton.common.api.RerunRequest;
import dev.baton.common.graph.RerunSelection;
import dev.baton.common.graph.TaskGraph;
import dev.baton.common.id.RunId;
import dev.baton.common.run.RerunMode;
import dev.baton.common.run.TaskStatus;
import dev.baton.coordinator.api.http.Answer;
import dev.baton.coordinator.api.http.ProblemCode;
import dev.baton.coordinator.api.http.ProblemFailure;
import dev.baton.coordinator.api.http.Request;
import dev.baton.coordinator.api.view.RerunViews;
import dev.baton.coordinator.core.command.Command;
import dev.baton.coordinator.core.command.CommandResult.RunAccepted;
import dev.baton.coordinator.core.state.Job;
import dev.baton.coordinator.core.state.Run;
import dev.baton.coordinator.core.state.TaskRun;
import dev.baton.coordinator.store.ReadStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reruns, and the plan of one before it is asked for. */
final class RerunHandlers {
  private final ReadStore store;
  private final Commands commands;

  RerunHandlers(ReadStore store, Commands commands) {
    this.store = store;
    this.commands = commands;
  }

  Answer rerun(Request request) throws InterruptedException {
    RerunRequest asked = request.json(RerunRequest.class);
    if (asked.mode() == null) {
      throw ProblemFailure.ofField(
          ProblemCode.INVALID,
          "mode",
          "'mode' must be ALL, FROM_FAILED, FROM_TASK or TASK. Nothing was done.");
    }
    boolean needsTask = asked.mode() == RerunMode.FROM_TASK || asked.mode() == RerunMode.TASK;
    if (needsTask != (asked.task() != null)) {
      throw ProblemFailure.ofField(
          ProblemCode.INVALID,
          "task",
          needsTask
              ? "'task' must name the task for the mode " + asked.mode() + ". Nothing was done."
              : "'task' belongs to the modes FROM_TASK and TASK only. Nothing was done.");
    }
    RunId id = Texts.run(request);
    Run run = store.run(id).orElseThrow(() -> Texts.notFound("run " + id));
    List<TaskRun> tasks = store.taskRuns(id);
    if (Boolean.TRUE.equals(asked.preview())) {
      return preview(run, tasks, asked);
    }
    String key = Texts.requestKey("requestKey", asked.requestKey());
    RunAccepted known = RunHandlers.known(store, run.job(), key);
    if (known != null) {
      return RunHandlers.accepted(known);
    }
    return RunHandlers.accepted(
        (RunAccepted)
            commands.ask(
                new Command.RerunRun(
                    Commands.actor(request, asked.reason()),
                    key,
                    run,
                    tasks,
                    asked.mode(),
                    asked.task())));
  }

  /** A rerun follows the job as it stands now, so the plan does. */
  private Answer preview(Run run, List<TaskRun> tasks, RerunRequest asked) {
    Job job =
        store.job(run.job()).orElseThrow(() -> Texts.notFound("job " + run.job() + " any more"));
    Map<String, TaskStatus> statuses = new HashMap<>();
    tasks.forEach(task -> statuses.put(task.id().task(), task.status()));
    return switch (RerunSelection.of(
        TaskGraph.of(job.spec()), statuses, asked.mode(), asked.task())) {
      case RerunSelection.Selected selected ->
          Answer.ok(
              RerunViews.plan(
                  run.id().value(), asked.mode(), asked.task(), selected, job.spec(), tasks));
      case RerunSelection.Refused refused ->
          throw ProblemFailure.of(
              ProblemCode.CONFLICT,
              "This rerun is not possible: " + refused.message() + "; " + refused.fix() + ".");
    };
  }
}
