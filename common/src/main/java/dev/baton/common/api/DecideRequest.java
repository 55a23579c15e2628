package dev.baton.common.api;

import dev.baton.common.run.TaskDecision;

/**
 * What becomes of a task of a run that has not ended.
 *
 * @param reason null = none; needed for all but the RERUN or FAIL of a HELD task
 * @param preview true = answer the plan and do nothing; null = do it
 */
public record DecideRequest(TaskDecision decision, String reason, Boolean preview) {
  public DecideRequest(TaskDecision decision, String reason) {
    this(decision, reason, null);
  }
}
