package dev.baton.common.api;

import dev.baton.common.job.OverlapPolicy;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/**
 * A job as it stands, or a version of it.
 *
 * @param job {@code namespace/name}
 * @param source the text it was defined by, as its author wrote it
 */
public record JobView(
    String job,
    int version,
    String description,
    boolean paused,
    String pausedReason,
    SortedMap<String, String> params,
    OverlapPolicy overlap,
    List<ScheduleView> schedules,
    List<TaskView> tasks,
    String source,
    Instant changedAt,
    String changedBy) {}
