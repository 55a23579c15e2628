package dev.baton.common.api;

import dev.baton.common.job.OnExecutorLoss;
import dev.baton.common.job.RetryPolicy.OverBudget;
import java.util.List;
import java.util.SortedMap;

/**
 * One node of a job's graph.
 *
 * @param kind shell, command, python, script, http or java
 * @param action what it does: the script, the command, the address or the handler
 * @param timeoutMs null = none
 */
public record TaskView(
    String name,
    String kind,
    List<String> after,
    String action,
    String group,
    SortedMap<String, String> labels,
    Long timeoutMs,
    long killGraceMs,
    RetryView retry,
    OnExecutorLoss onExecutorLoss,
    SortedMap<String, String> params) {
  /**
   * @param attempts tries in all, 1 = no retry
   * @param overBudget what a further try does while the retry budget has no room
   */
  public record RetryView(
      int attempts, long delayMs, double backoff, long maxDelayMs, OverBudget overBudget) {}
}
