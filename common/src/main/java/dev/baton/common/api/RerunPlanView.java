package dev.baton.common.api;

import dev.baton.common.run.RerunMode;
import java.util.List;

/**
 * What a rerun runs and what it takes over.
 *
 * @param task null where the mode needs none
 * @param tasks all tasks of the job, in file order
 */
public record RerunPlanView(long run, RerunMode mode, String task, List<PlannedTask> tasks) {
  /**
   * @param feeds the attempt whose outputs feed downstream; null where the task runs again or has
   *     none
   * @param reason why, in a few words
   */
  public record PlannedTask(
      String name, PlannedAction action, List<String> after, AttemptRef feeds, String reason) {}

  /** What becomes of a task. */
  public enum PlannedAction {
    RUN,
    /** Its outcome is taken over. */
    KEEP,
    /** It does not run and there is nothing to take over. */
    LEAVE_OUT
  }
}
