package dev.baton.common.api;

import dev.baton.common.job.DstRule;
import dev.baton.common.job.MisfirePolicy;
import java.time.Instant;
import java.util.List;

/**
 * A schedule of a job.
 *
 * @param expression cron, seconds first; null for other kinds
 * @param everyMs the rate or the delay; null for other kinds
 * @param startAt first fire time of FIXED_RATE and FIXED_DELAY, the instant of ONCE; else null
 * @param description of a cron expression in words; may be null
 * @param nextFireAt the cursor: first fire time not yet decided; null where it has none, or where
 *     the answer does not carry it
 * @param nextFires a preview; null where the answer does not carry one
 */
public record ScheduleView(
    String name,
    ScheduleKind kind,
    String expression,
    String zone,
    DstRule.Gap dstGap,
    DstRule.Overlap dstOverlap,
    Long everyMs,
    Instant startAt,
    MisfirePolicy misfire,
    long misfireThresholdMs,
    long catchUpWindowMs,
    String description,
    Instant nextFireAt,
    List<FirePreview> nextFires) {
  /** The kind of rule. */
  public enum ScheduleKind {
    CRON,
    FIXED_RATE,
    FIXED_DELAY,
    ONCE
  }

  /**
   * @param local the same instant as people in the schedule's zone read it, with its offset
   * @param mark {@code DST_GAP} or {@code DST_OVERLAP} on the odd days, else null
   */
  public record FirePreview(Instant at, String local, String mark) {}
}
