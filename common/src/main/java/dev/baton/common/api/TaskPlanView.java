package dev.baton.common.api;

import dev.baton.common.run.TaskDecision;
import java.util.List;

/**
 * What a decision on a task would do.
 *
 * @param risk what may be done twice or be missing; empty = nothing
 */
public record TaskPlanView(
    long run, String task, TaskDecision decision, List<Step> steps, String risk) {
  public TaskPlanView {
    steps = List.copyOf(steps);
  }

  /** What becomes of one task, in a few words. */
  public record Step(String task, String what) {}
}
