package dev.baton.common.api;

import dev.baton.common.ledger.FireState;
import java.time.Instant;
import java.util.List;

/**
 * What a job's schedules promised in a range against what became of it.
 *
 * @param from where the ledger begins: later than asked for where earlier runs or versions are no
 *     longer kept
 * @param to where it ends: now at the latest
 * @param schedules one for each schedule that was in force in the range
 * @param exceptions fire times that are not ON_TIME, oldest first; at most {@link
 *     ApiLimits#MAX_PAGE}
 * @param more whether there are more exceptions
 */
public record LedgerView(
    String job,
    Instant from,
    Instant to,
    List<ScheduleCounts> schedules,
    List<FireEntry> exceptions,
    boolean more) {
  /**
   * How many fire times of a schedule came to what; MISSED, DOUBLE and UNPROMISED must be 0.
   *
   * @param followsEnds whether it is a fixed delay, whose fire times cannot be told beforehand
   * @param maxLatenessMs of those that became a run; null if none did
   */
  public record ScheduleCounts(
      String schedule,
      boolean followsEnds,
      long promised,
      long onTime,
      long late,
      long skipped,
      long open,
      long withdrawn,
      long missed,
      long doubled,
      long unpromised,
      Long maxLatenessMs) {}

  /**
   * @param run null where there is none
   * @param decidedAt null where there is no run
   */
  public record FireEntry(
      String schedule,
      Instant fireAt,
      FireState state,
      Long run,
      Instant decidedAt,
      String reason) {}
}
