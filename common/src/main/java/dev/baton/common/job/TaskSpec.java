package dev.baton.common.job;

import dev.baton.common.id.Names;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;

/**
 * One node of a job's graph.
 *
 * @param after tasks that must have succeeded first, in file order, none twice
 * @param timeout of each attempt, from its start; null = none
 * @param killGrace between asking a process tree to end and forcing it
 * @param params given to the task beside the run's own; the run's win
 */
public record TaskSpec(
    String name,
    List<String> after,
    TaskAction action,
    ExecutorSelector executors,
    Duration timeout,
    Duration killGrace,
    RetryPolicy retry,
    OnExecutorLoss onExecutorLoss,
    SortedMap<String, String> params) {
  public static final Duration DEFAULT_KILL_GRACE = Duration.ofSeconds(10);

  public TaskSpec {
    Names.check("task name", name);
    after = List.copyOf(after);
    params = SortedMaps.copyOf(params);
  }
}
