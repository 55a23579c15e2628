package dev.baton.common.ledger;

import java.time.Instant;
import java.util.List;

/**
 * What was written down of one schedule in a range.
 *
 * @param fired its runs
 * @param skipped ranges of fire times that became no run
 * @param next first fire time not yet decided; null when there is none, or it waits for an end
 * @param paused whether its job is paused now
 */
public record FireRecords(List<Fired> fired, List<Skipped> skipped, Instant next, boolean paused) {
  /**
   * @param decidedAt when its row was written
   */
  public record Fired(Instant fireAt, long run, Instant decidedAt) {}

  public record Skipped(Instant first, Instant last, long count, String reason) {
    boolean covers(Instant at) {
      return !at.isBefore(first) && !at.isAfter(last);
    }
  }
}
