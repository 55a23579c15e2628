package dev.baton.coordinator.core.state;

import java.time.Instant;

/**
 * A dated change of who leads, who is there, or what can be reached: a row of the failover
 * timeline.
 *
 * @param subject the coordinator or executor it is about
 * @param detail evidence for people
 */
public record FailoverEvent(Kind kind, String subject, long epoch, String detail, Instant at) {
  /** What changed. */
  public enum Kind {
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
    EXECUTOR_CORDONED,
    EXECUTOR_UNCORDONED
  }
}
