package dev.baton.common.api;

import java.time.Instant;
import java.util.List;

/**
 * What the leader found when it last looked at everything that is live.
 *
 * @param at when that look ended; null if none has under this leader, and there are no checks then
 * @param rows runs, task runs, attempts and schedules that were looked at
 */
public record CheckView(Instant at, long rows, long tookMs, List<Check> checks) {
  public CheckView {
    checks = List.copyOf(checks);
  }

  /**
   * One thing that must hold.
   *
   * @param holds what, as a sentence
   * @param count of what breaks it
   * @param found the first few of these
   * @param todo what an operator can do where something is found
   */
  public record Check(String name, String holds, int count, List<String> found, String todo) {
    public Check {
      found = List.copyOf(found);
    }
  }
}
