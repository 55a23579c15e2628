package dev.baton.coordinator.core.audit;

import java.time.Instant;
import java.util.List;

/**
 * What the last look at everything came to.
 *
 * @param at when it ended; null if none has in this leadership
 * @param rows runs, task runs, attempts and schedules that were looked at
 * @param tookMs from its first slice to its last
 * @param lines one for each check
 */
public record AuditReport(Instant at, long rows, long tookMs, List<Line> lines) {
  static final AuditReport NONE = new AuditReport(null, 0, 0, List.of());

  public AuditReport {
    lines = List.copyOf(lines);
  }

  /**
   * @param count of what is found, as far as it is remembered
   * @param found the first few, a line each
   */
  public record Line(AuditCheck check, int count, List<String> found) {
    public Line {
      found = List.copyOf(found);
    }
  }
}
