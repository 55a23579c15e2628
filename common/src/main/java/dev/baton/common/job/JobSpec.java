package dev.baton.common.job;

import dev.baton.common.id.JobKey;
import java.util.List;
import java.util.SortedMap;

/**
 * The definition of a job, checked: names are unique, {@code after} names tasks of this job, the
 * graph has no cycle. Made by the job file reader, which reports what is wrong with its place.
 *
 * @param description free text, may be empty
 * @param params defaults of the run's parameters
 */
public record JobSpec(
    JobKey key,
    String description,
    SortedMap<String, String> params,
    List<ScheduleSpec> schedules,
    OverlapPolicy overlap,
    List<TaskSpec> tasks) {
  public static final int MAX_TASKS = 10_000;
  public static final int MAX_SCHEDULES = 100;

  public JobSpec {
    params = SortedMaps.copyOf(params);
    schedules = List.copyOf(schedules);
    tasks = List.copyOf(tasks);
  }

  /** The task of that name, or null. */
  public TaskSpec task(String name) {
    for (TaskSpec task : tasks) {
      if (task.name().equals(name)) {
        return task;
      }
    }
    return null;
  }
}
