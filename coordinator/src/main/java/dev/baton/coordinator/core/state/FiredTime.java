package dev.baton.coordinator.core.state;

import dev.baton.common.id.JobKey;
import java.time.Instant;

/** A fire time of a schedule that has become a run. */
public record FiredTime(JobKey job, String schedule, Instant fireAt) {}
