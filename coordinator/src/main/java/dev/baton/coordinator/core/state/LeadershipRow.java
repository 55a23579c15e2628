package dev.baton.coordinator.core.state;

import java.time.Instant;

/**
 * One leadership.
 *
 * @param endedAt null unless it was handed over: whoever loses it can no longer say so
 * @param endReason null unless it was handed over
 */
public record LeadershipRow(
    long epoch, String coordinator, Instant beganAt, Instant endedAt, String endReason) {
  public boolean isHandedOver() {
    return endedAt != null;
  }
}
