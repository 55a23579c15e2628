package dev.baton.common.api.client;

import dev.baton.common.id.JobKey;
import dev.baton.common.run.RunStatus;
import java.time.Instant;
import java.util.Set;

/** Which runs: any part may be null or empty = no condition. Times are of creation. */
public record RunQuery(JobKey job, Set<RunStatus> statuses, Instant from, Instant to) {
  public static final RunQuery ALL = new RunQuery(null, Set.of(), null, null);

  public RunQuery {
    statuses = statuses == null ? Set.of() : Set.copyOf(statuses);
  }

  public static RunQuery ofJob(JobKey job) {
    return new RunQuery(job, Set.of(), null, null);
  }
}
