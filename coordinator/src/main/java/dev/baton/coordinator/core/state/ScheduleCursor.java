package dev.baton.coordinator.core.state;

import dev.baton.common.id.JobKey;
import java.time.Instant;

/**
 * The cursor of one schedule.
 *
 * @param nextFireAt first fire time not yet decided; null when the schedule has none left, or waits
 *     for the end of a run (fixed delay)
 * @param jobVersion the definition under which {@code nextFireAt} was computed
 */
public record ScheduleCursor(JobKey job, String schedule, int jobVersion, Instant nextFireAt) {}
