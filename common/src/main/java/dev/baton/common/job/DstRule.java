package dev.baton.common.job;

/** What a cron schedule does with local times that a clock change removes or doubles. */
public record DstRule(Gap gap, Overlap overlap) {
  /** Runs what the gap swallowed at the moment of the shift, and a doubled time once. */
  public static final DstRule DEFAULT = new DstRule(Gap.RUN_AT_SHIFT, Overlap.ONCE);

  /** A local time that does not exist on that day. */
  public enum Gap {
    SKIP,
    /** All fire times inside the gap become one, at the first instant after the shift. */
    RUN_AT_SHIFT
  }

  /** A local time that exists twice on that day. */
  public enum Overlap {
    /** Fires on the first pass only, when it names single times of day. */
    ONCE,
    /** Fires on both passes. */
    TWICE
  }
}
