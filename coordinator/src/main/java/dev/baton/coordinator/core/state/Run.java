package dev.baton.coordinator.core.state;

import dev.baton.common.id.JobKey;
import dev.baton.common.id.RunId;
import dev.baton.common.run.RunStatus;
import dev.baton.common.run.Trigger;
import java.time.Instant;
import java.util.SortedMap;

/**
 * One decided occurrence of a job.
 *
 * @param schedule name of the schedule that fired; null for other triggers
 * @param fireAt nominal instant; null for other triggers
 * @param requestKey unique per job where given, else null
 * @param rerunOf the run whose outcomes a rerun takes over; null for others
 * @param params given by the trigger, over the job's defaults
 * @param cause why it is in this status, for people
 */
public record Run(
    RunId id,
    JobKey job,
    int jobVersion,
    Trigger trigger,
    String schedule,
    Instant fireAt,
    String requestKey,
    RunId rerunOf,
    SortedMap<String, String> params,
    RunStatus status,
    String cause,
    String requestedBy,
    Instant createdAt,
    Instant startedAt,
    Instant endedAt) {
  public Run moved(RunStatus to, String why, Instant at) {
    Instant started = startedAt == null && to == RunStatus.RUNNING ? at : startedAt;
    return new Run(
        id,
        job,
        jobVersion,
        trigger,
        schedule,
        fireAt,
        requestKey,
        rerunOf,
        params,
        to,
        why,
        requestedBy,
        createdAt,
        started,
        to.isEnd() ? at : null);
  }
}
