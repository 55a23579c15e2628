package dev.baton.simulation.check;

import dev.baton.common.id.JobKey;
import dev.baton.common.id.RunId;
import dev.baton.common.job.OverlapPolicy;
import dev.baton.common.run.RunStatus;
import dev.baton.common.time.Now;
import dev.baton.coordinator.core.CoreSettings;
import dev.baton.coordinator.core.Input;
import dev.baton.coordinator.core.command.Command;
import dev.baton.coordinator.core.fact.Batch;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.Job;
import dev.baton.coordinator.core.state.Run;
import dev.baton.simulation.store.StoreRows;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * There are never more runs than the limits allow, and no limit costs a run that was accepted: what
 * is canceled was asked to be, by somebody or by a job that cancels what runs. What a limit sheds
 * is new, and it is reached then.
 */
public final class RunLimitsChecker implements Witness {
  private static final String NAME = "run limits";

  /** How the reason of a cancel begins that a job's overlap policy asked for. */
  private static final String CANCEL_RUNNING = "overlap policy CANCEL_RUNNING";

  private final CoreSettings settings;
  private final Set<RunId> askedToCancel = new HashSet<>();
  private final Map<JobKey, Integer> active = new HashMap<>();

  public RunLimitsChecker(CoreSettings settings) {
    this.settings = settings;
  }

  @Override
  public void coordinatorHears(String life, Now now, Input input) {
    if (input instanceof Input.CommandGiven(long _, Command command)
        && command instanceof Command.CancelRun cancel) {
      askedToCancel.add(cancel.run());
    }
  }

  @Override
  public void factWritten(Batch batch, Fact fact, StoreRows before) {
    if (fact instanceof Fact.RunCreated created) {
      JobKey job = created.run().job();
      int ofJob = active.merge(job, 1, Integer::sum);
      if (before.activeCount() + 1 > settings.maxActiveRuns() || ofJob > settings.maxRunsPerJob()) {
        throw new Violation(
            NAME, "run " + created.run().id() + " is one too many, " + ofJob + " of " + job);
      }
    } else if (fact instanceof Fact.AttemptChanged changed && isCanceledByPolicy(changed)) {
      // Should it fail by itself before it is ended, its own words are the run's cause.
      askedToCancel.add(changed.attempt().id().run());
    } else if (fact instanceof Fact.RunChanged changed) {
      changed(changed.run(), before);
    } else if (fact instanceof Fact.FireSkipped skipped
        && skipped.reason().contains(" active runs ")) {
      int ofJob = active.getOrDefault(skipped.job(), 0);
      if (before.activeCount() < settings.maxActiveRuns() && ofJob < settings.maxRunsPerJob()) {
        throw new Violation(NAME, "skipped although there was room: " + skipped);
      }
    }
  }

  private static boolean isCanceledByPolicy(Fact.AttemptChanged changed) {
    return changed.attempt().cancelRequested()
        && changed.attempt().cause().startsWith(CANCEL_RUNNING);
  }

  private void changed(Run run, StoreRows before) {
    boolean ends = run.status().isEnd() && !before.run(run.id()).status().isEnd();
    if (!ends) {
      return;
    }
    active.merge(run.job(), -1, Integer::sum);
    Job job = before.job(run.job());
    boolean mayCancel = job == null || job.spec().overlap() == OverlapPolicy.CANCEL_RUNNING;
    boolean unasked =
        run.status() == RunStatus.CANCELED
            && !askedToCancel.contains(run.id())
            && !mayCancel
            && !run.cause().startsWith(CANCEL_RUNNING);
    if (unasked) {
      throw new Violation(NAME, "canceled, and nobody asked for it: " + run);
    }
  }

  @Override
  public void wentBack(StoreRows rows, long epoch) {
    active.clear();
    rows.activeRuns().forEach(run -> active.merge(run.job(), 1, Integer::sum));
  }
}
