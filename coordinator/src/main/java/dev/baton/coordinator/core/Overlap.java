package dev.baton.coordinator.core;

import dev.baton.common.id.RunId;
import dev.baton.common.job.OverlapPolicy;
import dev.baton.coordinator.core.state.Job;
import java.util.List;

/** What a fire or a trigger does while a run of its job is active. */
final class Overlap {
  /**
   * @param skipReason why there is to be no run; null if there is
   * @param queued whether the run waits for the one before it
   * @param cause why it waits
   */
  record Decision(String skipReason, boolean queued, String cause) {
    static final Decision GO = new Decision(null, false, "");

    static Decision skip(String reason) {
      return new Decision(reason, false, "");
    }

    static Decision queue(RunId behind) {
      return new Decision(null, true, "waits for run " + behind + " of the same job to end");
    }
  }

  private final Desk desk;
  private final Cancels cancels;
  private final RunLimits limits;

  Overlap(Desk desk, Cancels cancels, RunLimits limits) {
    this.desk = desk;
    this.cancels = cancels;
    this.limits = limits;
  }

  /** For a fire time. */
  Decision onFire(Job job) {
    String reached = limits.reached(job.key());
    if (reached != null) {
      return Decision.skip(reached);
    }
    OverlapPolicy policy = job.spec().overlap();
    if (policy == OverlapPolicy.ALLOW || !isActive(job)) {
      return Decision.GO;
    }
    RunId active = activeRun(job);
    int queued = desk.state.queuedOf(job.key()).size();
    return switch (policy) {
      case ALLOW -> Decision.GO;
      case SKIP -> Decision.skip("overlap policy SKIP: run " + active + " is active");
      case QUEUE_ONE ->
          queued > 0
              ? Decision.skip("overlap policy QUEUE_ONE: a run is queued already")
              : Decision.queue(active);
      case QUEUE_ALL -> {
        String full = limits.queueReached(job.key());
        yield full == null ? Decision.queue(active) : Decision.skip(full);
      }
      case CANCEL_RUNNING -> cancelActive(job);
    };
  }

  /** For a trigger by hand or program: an explicit wish is queued, never skipped. */
  Decision onTrigger(Job job) {
    OverlapPolicy policy = job.spec().overlap();
    if (policy == OverlapPolicy.ALLOW || !isActive(job)) {
      return Decision.GO;
    }
    return policy == OverlapPolicy.CANCEL_RUNNING
        ? cancelActive(job)
        : Decision.queue(activeRun(job));
  }

  private Decision cancelActive(Job job) {
    String reason = "overlap policy CANCEL_RUNNING: a newer run takes its place";
    for (RunId id : List.copyOf(desk.state.queuedOf(job.key()))) {
      cancels.cancel(id, reason);
    }
    for (RunId id : List.copyOf(desk.state.runningOf(job.key()))) {
      cancels.cancel(id, reason);
    }
    return isActive(job) ? Decision.queue(activeRun(job)) : Decision.GO;
  }

  private boolean isActive(Job job) {
    return !desk.state.runningOf(job.key()).isEmpty() || !desk.state.queuedOf(job.key()).isEmpty();
  }

  private RunId activeRun(Job job) {
    return desk.state.runningOf(job.key()).isEmpty()
        ? desk.state.queuedOf(job.key()).last()
        : desk.state.runningOf(job.key()).last();
  }
}
