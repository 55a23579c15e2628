package dev.baton.common.job;

/**
 * What a cron schedule does with local times that a clock change removes or doubles.
 *
 * <p>A schedule <em>names fixed hours</em> when its hour field leaves out at least one of the 24
 * hours. Only those schedules are touched by this rule. A schedule that names every hour, such as
 * {@code 0 * * * * ?} or {@code 0 30 * * * ?}, simply fires at every instant whose local time
 * matches: through both passes of a doubled hour, straight across a gap, with no fire added or left
 * out. So per-second and per-minute schedules never pause.
 *
 * <p>The rule holds for every change of a zone's offset, of whatever length and cause: summer time,
 * half an hour in Lord Howe, the day that Samoa left out.
 *
 * <pre>
 * America/New_York          schedule            fire times
 * 2026-03-08, 02:00 -> 03:00
 *   RUN_AT_SHIFT            0 30 2 * * ?        03:00-04:00
 *   SKIP                    0 30 2 * * ?        none on that day
 *   either                  0 30 * * * ?        01:30-05:00, 03:30-04:00
 * 2026-11-01, 02:00 -> 01:00
 *   ONCE                    0 30 1 * * ?        01:30-04:00
 *   TWICE                   0 30 1 * * ?        01:30-04:00, 01:30-05:00
 *   either                  0 30 * * * ?        00:30-04:00, 01:30-04:00, 01:30-05:00, 02:30-05:00
 * </pre>
 */
public record DstRule(Gap gap, Overlap overlap) {
  /** Runs what the gap swallowed at the moment of the shift, and a doubled time once. */
  public static final DstRule DEFAULT = new DstRule(Gap.RUN_AT_SHIFT, Overlap.ONCE);

  /** For schedules that name fixed hours: local times that do not exist on that day. */
  public enum Gap {
    /** They have no fire time. */
    SKIP,
    /**
     * All of them inside one gap become one fire time: the first instant after the shift. Where
     * that instant matches the schedule by itself, it is still one.
     */
    RUN_AT_SHIFT
  }

  /** For schedules that name fixed hours: local times that exist twice on that day. */
  public enum Overlap {
    /** They fire on the first pass only, before the clock is put back. */
    ONCE,
    /** They fire on both passes. */
    TWICE
  }
}
