package dev.baton.common.graph;

import dev.baton.common.graph.RerunSelection.Choice;
import dev.baton.common.graph.RerunSelection.Refused;
import dev.baton.common.graph.RerunSelection.Selected;
import dev.baton.common.graph.RerunSelection.TaskChoice;
import dev.baton.common.run.RerunMode;
import dev.baton.common.run.TaskStatus;
import dev.baton.common.text.Nearest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Chooses what a rerun does with each task; {@link RerunSelection} has the rules. */
final class RerunChooser {
  private final TaskGraph graph;
  private final Map<String, TaskStatus> original;
  private final Map<String, TaskChoice> chosen = new TreeMap<>();

  RerunChooser(TaskGraph graph, Map<String, TaskStatus> original) {
    this.graph = graph;
    this.original = original;
  }

  RerunSelection choose(RerunMode mode, String task) {
    return switch (mode) {
      case ALL -> select(name -> new TaskChoice(name, Choice.RUN, "all tasks run again"));
      case FROM_FAILED -> fromFailed();
      case FROM_TASK, TASK -> {
        Refused refused = refusal(task);
        if (refused != null) {
          yield refused;
        }
        Set<String> affected = new TreeSet<>(graph.withDownstream(List.of(task)));
        yield select(name -> {
          if (name.equals(task)) {
            return new TaskChoice(name, Choice.RUN, "was chosen");
          }
          if (!affected.contains(name)) {
            return notAffected(name);
          }
          return mode == RerunMode.TASK ? leftBehind(name, task) : following(name, task);
        });
      }
    };
  }

  private RerunSelection fromFailed() {
    if (graph.tasks().stream().allMatch(this::succeeded)) {
      return new Refused(
          "every task of the run succeeded, so there is nothing to run from",
          "rerun ALL, or FROM_TASK with the task to begin with");
    }
    return select(name -> {
      if (!succeeded(name)) {
        return new TaskChoice(name, Choice.RUN, "did not succeed: it is " + was(name));
      }
      String before = upstreamWith(name, Choice.RUN);
      return before == null
          ? takenOver(name)
          : new TaskChoice(name, Choice.RUN, "comes after '" + before + "', which runs again");
    });
  }

  private Refused refusal(String task) {
    if (task == null) {
      return new Refused("no task is named", "name the task to run from");
    }
    if (!graph.contains(task)) {
      String near = Nearest.to(task, graph.tasks());
      return new Refused(
          "the job has no task '" + task + "'",
          near == null ? "name one of its tasks" : "did you mean '" + near + "'?");
    }
    for (String before : graph.upstream(task)) {
      if (!succeeded(before)) {
        return new Refused(
            "'%s' builds on '%s', which did not succeed: it is %s"
                .formatted(task, before, was(before)),
            "rerun FROM_TASK '" + before + "', or FROM_FAILED");
      }
    }
    return null;
  }

  private TaskChoice notAffected(String name) {
    return succeeded(name)
        ? takenOver(name)
        : new TaskChoice(
            name,
            Choice.LEAVE_OUT,
            "did not succeed (it is " + was(name) + ") and does not come after the chosen task");
  }

  private TaskChoice following(String name, String first) {
    String missing = upstreamWith(name, Choice.LEAVE_OUT);
    return missing == null
        ? new TaskChoice(name, Choice.RUN, "comes after '" + first + "'")
        : new TaskChoice(name, Choice.LEAVE_OUT, "builds on '" + missing + "', which is left out");
  }

  private static TaskChoice leftBehind(String name, String chosen) {
    return new TaskChoice(name, Choice.LEAVE_OUT, "comes after '" + chosen + "', which runs alone");
  }

  private static TaskChoice takenOver(String name) {
    return new TaskChoice(name, Choice.TAKE_OVER, "succeeded; its outputs feed what comes after");
  }

  /**
   * Asks in graph order, so that the choices of all tasks upstream are known; answers in file
   * order.
   */
  private Selected select(Function<String, TaskChoice> rule) {
    for (String name : graph.order()) {
      chosen.put(name, rule.apply(name));
    }
    return new Selected(graph.tasks().stream().map(chosen::get).toList());
  }

  private String upstreamWith(String name, Choice choice) {
    for (String before : graph.upstream(name)) {
      if (chosen.get(before).choice() == choice) {
        return before;
      }
    }
    return null;
  }

  private boolean succeeded(String name) {
    return original.get(name) == TaskStatus.SUCCEEDED;
  }

  private String was(String name) {
    TaskStatus status = original.get(name);
    return status == null ? "new" : status.toString();
  }
}
