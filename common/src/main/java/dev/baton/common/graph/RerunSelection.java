package dev.baton.common.graph;

import dev.baton.common.run.RerunMode;
import dev.baton.common.run.TaskStatus;
import java.util.List;
import java.util.Map;

/**
 * What a rerun does with each task of the job: run it, take its outcome over, or leave it out.
 *
 * <p>The rules, for an original run that has ended:
 *
 * <ul>
 *   <li>ALL runs every task.
 *   <li>FROM_FAILED runs every task that did not succeed and all that come after one; it takes over
 *       the rest. Refused when all succeeded.
 *   <li>FROM_TASK runs the named task and all that come after it; it takes over the other tasks
 *       that succeeded and leaves out those that did not. A task that comes after the named one and
 *       also after one that is left out is left out too, with all that come after it.
 *   <li>TASK runs the named task alone. It takes over the others that succeeded, but leaves out
 *       those that come after the named task, because what they made came from its former outputs.
 * </ul>
 *
 * <p>A task never runs without the outputs it builds on: FROM_TASK and TASK are refused when a task
 * directly before the named one did not succeed. To run that one as well, name it, or use
 * FROM_FAILED.
 */
public sealed interface RerunSelection {
  /**
   * The rerun is possible.
   *
   * @param tasks one for each task of the job, in file order
   */
  record Selected(List<TaskChoice> tasks) implements RerunSelection {
    public Selected {
      tasks = List.copyOf(tasks);
    }

    /** The tasks with this choice, in file order. */
    public List<String> tasks(Choice choice) {
      return tasks.stream().filter(task -> task.choice == choice).map(TaskChoice::task).toList();
    }
  }

  /**
   * The rerun is not possible.
   *
   * @param message what is wrong with it
   * @param fix what to do instead
   */
  record Refused(String message, String fix) implements RerunSelection {}

  /**
   * What becomes of one task.
   *
   * @param reason for people, a few words
   */
  record TaskChoice(String task, Choice choice, String reason) {}

  /** What becomes of a task in a rerun. */
  enum Choice {
    RUN,
    /** Its outcome and outputs in the original run count in this one. */
    TAKE_OVER,
    /** It is SKIPPED. */
    LEAVE_OUT
  }

  /**
   * Chooses.
   *
   * @param graph of the definition that the rerun uses
   * @param original status of each task of the original run; a task it does not know did not
   *     succeed
   * @param task for FROM_TASK and TASK; not looked at for the others
   */
  static RerunSelection of(
      TaskGraph graph, Map<String, TaskStatus> original, RerunMode mode, String task) {
    for (String name : graph.tasks()) {
      TaskStatus status = original.get(name);
      if (status != null && !status.isEnd()) {
        return new Refused(
            "the run has not ended: task '" + name + "' is " + status,
            "wait for its end, or cancel it first");
      }
    }
    return new RerunChooser(graph, original).choose(mode, task);
  }
}
