package dev.baton.common.job;

import dev.baton.common.id.Names;
import java.time.Duration;

/**
 * A schedule of a job.
 *
 * @param name unique within the job
 * @param misfireThreshold a fire time decided later than this counts as misfired
 * @param catchUpWindow misfired fire times older than this are recorded as skipped, whatever the
 *     policy
 */
public record ScheduleSpec(
    String name,
    Timing timing,
    MisfirePolicy misfire,
    Duration misfireThreshold,
    Duration catchUpWindow) {
  public static final Duration DEFAULT_MISFIRE_THRESHOLD = Duration.ofSeconds(60);
  public static final Duration DEFAULT_CATCH_UP_WINDOW = Duration.ofHours(1);

  public ScheduleSpec {
    Names.check("schedule name", name);
  }
}
