package dev.baton.simulation.check;

import dev.baton.common.id.JobKey;
import dev.baton.common.job.OverlapPolicy;
import dev.baton.common.run.RunStatus;
import dev.baton.coordinator.core.fact.Batch;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.Job;
import dev.baton.coordinator.core.state.Run;
import dev.baton.simulation.store.StoreRows;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Unless a job allows overlap, no run of it begins while another runs; and with QUEUE_ONE no
 * schedule puts a second run into the queue.
 */
public final class OverlapChecker implements Witness {
  private static final String NAME = "overlap";

  private final Map<JobKey, Map<Long, RunStatus>> active = new HashMap<>();

  @Override
  public void factWritten(Batch batch, Fact fact, StoreRows before) {
    if (fact instanceof Fact.RunCreated created) {
      Run run = created.run();
      Job job = before.job(run.job());
      if (run.status() == RunStatus.QUEUED
          && run.schedule() != null
          && job.spec().overlap() == OverlapPolicy.QUEUE_ONE
          && has(run.job(), RunStatus.QUEUED)) {
        throw new Violation(NAME, "a second run is queued: " + run);
      }
      moved(job, run);
    } else if (fact instanceof Fact.RunChanged changed) {
      moved(before.job(changed.run().job()), changed.run());
    }
  }

  private boolean has(JobKey job, RunStatus status) {
    Map<Long, RunStatus> runs = active.get(job);
    return runs != null && runs.containsValue(status);
  }

  private void moved(Job job, Run run) {
    Map<Long, RunStatus> runs = active.computeIfAbsent(run.job(), key -> new LinkedHashMap<>());
    if (run.status().isEnd()) {
      runs.remove(run.id().value());
      return;
    }
    boolean begins = run.status() == RunStatus.RUNNING;
    if (begins
        && job != null
        && job.spec().overlap() != OverlapPolicy.ALLOW
        && runs.containsValue(RunStatus.RUNNING)) {
      throw new Violation(NAME, "runs now: " + runs + ", and there begins " + run);
    }
    runs.put(run.id().value(), run.status());
  }

  @Override
  public void wentBack(StoreRows rows, long epoch) {
    active.clear();
    for (Run run : rows.activeRuns()) {
      active
          .computeIfAbsent(run.job(), key -> new LinkedHashMap<>())
          .put(run.id().value(), run.status());
    }
  }
}
