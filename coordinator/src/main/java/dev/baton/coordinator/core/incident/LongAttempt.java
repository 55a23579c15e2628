package dev.baton.coordinator.core.incident;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.ExecutorId;
import dev.baton.common.id.JobKey;

/** An attempt that has been running for a while, without a time-out of its own. */
public record LongAttempt(AttemptId attempt, JobKey job, ExecutorId executor, long runningMs) {}
