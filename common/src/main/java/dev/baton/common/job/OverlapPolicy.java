package dev.baton.common.job;

/** What a fire does while a run of the job is active. */
public enum OverlapPolicy {
  ALLOW,
  SKIP,
  QUEUE_ONE,
  QUEUE_ALL,
  CANCEL_RUNNING
}
