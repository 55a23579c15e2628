package dev.baton.common.schedule;

import java.time.Instant;

/**
 * Fire times in a row that became no run, all for the same reason.
 *
 * @param first the first of them
 * @param last the last of them; the same as {@code first} when it is one
 * @param count how many, 1 or more
 */
public record SkippedRange(Instant first, Instant last, long count, SkipReason reason) {
  public SkippedRange {
    if (count < 1 || last.isBefore(first)) {
      throw new IllegalArgumentException(
          "no range of fire times: " + first + " to " + last + ", " + count);
    }
  }
}
