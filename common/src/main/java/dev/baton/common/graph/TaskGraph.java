package dev.baton.common.graph;

import dev.baton.common.job.JobSpec;
import dev.baton.common.job.TaskSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The order among a job's tasks: which come directly after which. */
public final class TaskGraph {
  private final Map<String, List<String>> successors = new TreeMap<>();

  private TaskGraph() {}

  /** The graph of a checked definition. */
  public static TaskGraph of(JobSpec spec) {
    TaskGraph graph = new TaskGraph();
    for (TaskSpec task : spec.tasks()) {
      graph.successors.put(task.name(), new ArrayList<>());
    }
    for (TaskSpec task : spec.tasks()) {
      task.after().forEach(up -> graph.successors.get(up).add(task.name()));
    }
    return graph;
  }

  /** Tasks that come directly after this one, in file order. */
  public List<String> successors(String task) {
    return successors.get(task);
  }
}
