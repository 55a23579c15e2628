package dev.baton.coordinator.store;

import java.time.Instant;

/**
 * Deletes what is older than it need be kept, in small steps, so that no statement runs long. Not
 * under the epoch: what is old enough is old for every coordinator; by custom the leader's process
 * calls it. Active runs and whatever belongs to them are never deleted, nor are the newest run and
 * the newest events, which hold the last numbers given.
 */
public interface Retention {
  /** Most runs, or most rows of events and the like, deleted in one step. */
  int STEP = 1_000;

  /**
   * One step: runs that ended before that time with their task runs, attempts, logs and artifacts.
   *
   * @return how many runs were deleted; 0 when there is nothing left to delete
   * @throws StoreException if the store does not answer
   */
  int deleteRuns(Instant endedBefore);

  /**
   * One step: events, failover events, audit entries, skips, runs per minute, closed incidents with
   * their links, and leaderships.
   *
   * @return how many rows were deleted; 0 when there is nothing left to delete
   * @throws StoreException if the store does not answer
   */
  int deleteEvents(Instant before);
}
