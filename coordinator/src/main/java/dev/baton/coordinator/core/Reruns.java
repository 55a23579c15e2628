package dev.baton.coordinator.core;

import dev.baton.common.graph.RerunSelection;
import dev.baton.common.graph.RerunSelection.TaskChoice;
import dev.baton.common.graph.TaskGraph;
import dev.baton.common.id.RunId;
import dev.baton.common.job.SortedMaps;
import dev.baton.common.run.TaskStatus;
import dev.baton.common.run.Trigger;
import dev.baton.coordinator.core.Runs.NewRun;
import dev.baton.coordinator.core.TaskRows.Preset;
import dev.baton.coordinator.core.command.Command.RerunRun;
import dev.baton.coordinator.core.command.CommandResult;
import dev.baton.coordinator.core.command.CommandResult.Code;
import dev.baton.coordinator.core.command.CommandResult.Rejected;
import dev.baton.coordinator.core.command.CommandResult.RunAccepted;
import dev.baton.coordinator.core.state.Job;
import dev.baton.coordinator.core.state.TaskRun;
import java.util.Map;
import java.util.TreeMap;

/** Makes the run that runs an ended one again, under the job's present definition. */
final class Reruns {
  private final Desk desk;
  private final Runs runs;

  Reruns(Desk desk, Runs runs) {
    this.desk = desk;
    this.runs = runs;
  }

  CommandResult rerun(Job job, RerunRun rerun) {
    Map<String, TaskRun> originals = new TreeMap<>();
    Map<String, TaskStatus> statuses = new TreeMap<>();
    for (TaskRun task : rerun.originalTasks()) {
      originals.put(task.id().task(), task);
      statuses.put(task.id().task(), task.status());
    }
    RerunSelection selection =
        RerunSelection.of(TaskGraph.of(job.spec()), statuses, rerun.mode(), rerun.task());
    return switch (selection) {
      case RerunSelection.Refused refused ->
          new Rejected(Code.CONFLICT, refused.message() + "; " + refused.fix());
      case RerunSelection.Selected selected -> {
        Map<String, Preset> presets = new TreeMap<>();
        for (TaskChoice choice : selected.tasks()) {
          switch (choice.choice()) {
            case RUN -> {}
            case TAKE_OVER -> presets.put(choice.task(), takenOver(originals.get(choice.task())));
            case LEAVE_OUT ->
                presets.put(
                    choice.task(),
                    new Preset(
                        TaskStatus.SKIPPED,
                        "left out of the rerun: " + choice.reason(),
                        SortedMaps.empty(),
                        null));
          }
        }
        yield new RunAccepted(create(job, rerun, presets), true);
      }
    };
  }

  private static Preset takenOver(TaskRun original) {
    return new Preset(
        TaskStatus.SUCCEEDED,
        "outcome taken over from run " + original.id().run(),
        original.outputs(),
        original.accepted());
  }

  private RunId create(Job job, RerunRun rerun, Map<String, Preset> presets) {
    RunId id =
        runs.create(
            new NewRun(
                job,
                Trigger.RERUN,
                null,
                rerun.original().fireAt(),
                rerun.requestKey(),
                rerun.original().id(),
                rerun.original().params(),
                rerun.actor().name(),
                false,
                "rerun of run " + rerun.original().id() + " asked for by " + rerun.actor().name()),
            presets);
    desk.note("Run " + id + " reruns run " + rerun.original().id() + ".");
    return id;
  }
}
