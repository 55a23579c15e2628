package dev.baton.common.api;

import java.time.Instant;

/**
 * A dated change of who leads, who is there, or what can be reached.
 *
 * @param number orders the timeline; null inside an event, which has its own
 * @param subject the coordinator or executor it is about
 */
public record FailoverEventView(
    Long number, FailoverEventKind kind, String subject, long epoch, String detail, Instant at) {
  /** What changed. */
  public enum FailoverEventKind {
    LEADER_RAISED,
    EXECUTOR_JOINED,
    EXECUTOR_RETURNED,
    EXECUTOR_SUSPECT,
    EXECUTOR_LOST,
    EXECUTOR_LEFT,
    EXECUTOR_REFUSED,
    STORE_AWAY,
    STORE_BACK,
    STORE_WENT_BACK_IN_TIME,
    CLOCK_STEPPED,
    CLOCK_STEADY,
    /** By the system, for a reason that is named. */
    EXECUTOR_CORDONED,
    EXECUTOR_UNCORDONED
  }
}
