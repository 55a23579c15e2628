package dev.baton.coordinator.core.state;

import dev.baton.common.id.JobKey;
import dev.baton.common.job.JobSpec;
import java.time.Instant;

/**
 * A job as it stands.
 *
 * @param version grows by one with each change of the definition, from 1
 * @param source the text it was defined by, as its author wrote it
 * @param pausedReason null while it is not paused
 */
public record Job(
    JobKey key,
    int version,
    JobSpec spec,
    String source,
    String pausedReason,
    Instant changedAt,
    String changedBy) {
  public boolean isPaused() {
    return pausedReason != null;
  }
}
