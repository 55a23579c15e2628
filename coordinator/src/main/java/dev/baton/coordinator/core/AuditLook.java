package dev.baton.coordinator.core;

import dev.baton.common.id.ExecutorId;
import dev.baton.common.id.JobKey;
import dev.baton.common.id.RunId;
import dev.baton.common.id.TaskRunId;
import dev.baton.common.job.TaskSpec;
import dev.baton.coordinator.core.audit.AuditScene;
import dev.baton.coordinator.core.audit.AuditVerdict;
import dev.baton.coordinator.core.audit.AuditedRun;
import dev.baton.coordinator.core.audit.Mend;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.core.state.Job;
import dev.baton.coordinator.core.state.Run;
import dev.baton.coordinator.core.state.ScheduleCursor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The leader's state as the auditor sees it. */
final class AuditLook implements AuditScene {
  private final Desk desk;
  private final Runs runs;
  private final Executors executors;
  private final Placement placement;
  private final Fires fires;

  AuditLook(Desk desk, Runs runs, Executors executors, Placement placement, Fires fires) {
    this.desk = desk;
    this.runs = runs;
    this.executors = executors;
    this.placement = placement;
    this.fires = fires;
  }

  @Override
  public long nanos() {
    return desk.now().nanos();
  }

  @Override
  public Instant instant() {
    return desk.instant();
  }

  @Override
  public long epoch() {
    return desk.epoch;
  }

  @Override
  public AuditedRun runAfter(RunId after) {
    return desk.state.runAfter(after);
  }

  @Override
  public Job jobAfter(JobKey after) {
    return desk.state.jobAfter(after);
  }

  @Override
  public boolean isInLine(TaskRunId id, TaskSpec spec) {
    return placement.isInLine(id, spec);
  }

  @Override
  public boolean hasRetryTimer(TaskRunId id) {
    return runs.hasRetryTimer(id);
  }

  @Override
  public boolean isNextWithoutReason(RunId queued, JobKey job) {
    return desk.state.runningOf(job).isEmpty() && queued.equals(desk.state.queuedOf(job).first());
  }

  @Override
  public boolean hasOwner(Attempt attempt) {
    ExecutorSession session = executors.session(attempt.executor());
    return session != null && executors.watches(session, attempt.incarnation());
  }

  @Override
  public List<ExecutorId> executorsWithoutTimer() {
    List<ExecutorId> found = new ArrayList<>();
    for (ExecutorSession session : executors.sessions()) {
      if (!executors.isAwaited(session)) {
        found.add(session.id);
      }
    }
    return found;
  }

  @Override
  public ScheduleCursor cursor(JobKey job, String schedule) {
    return desk.state.cursor(new HardState.ScheduleKey(job, schedule));
  }

  @Override
  public boolean hasFireTimer(ScheduleCursor cursor) {
    return desk.state.isTimed(cursor);
  }

  @Override
  public boolean hasActiveRun(JobKey job, String schedule) {
    return isOfSchedule(desk.state.runningOf(job), schedule)
        || isOfSchedule(desk.state.queuedOf(job), schedule);
  }

  private boolean isOfSchedule(Iterable<RunId> ids, String schedule) {
    for (RunId id : ids) {
      Run run = desk.state.run(id).run();
      if (schedule.equals(run.schedule())) {
        return true;
      }
    }
    return false;
  }

  @Override
  public long incidentsUnattendedMs() {
    return desk.incidents.unattendedMs();
  }

  @Override
  public void mend(Mend mend) {
    switch (mend) {
      case Mend.None none -> {}
      case Mend.ReexamineRun(RunId id) -> {
        RunInProgress run = desk.state.run(id);
        if (run != null) {
          runs.release(id);
        }
      }
      case Mend.StartQueued(JobKey job) -> runs.startQueued(job);
      case Mend.AwaitExecutor(ExecutorId id) -> executors.takeUp(id);
      case Mend.PutTimer(JobKey job, String schedule) -> fires.putTimer(job, schedule);
      case Mend.ReviewIncidents review -> desk.incidents.reviewNow();
    }
  }

  @Override
  public void tell(AuditVerdict verdict) {
    desk.incidents.audited(verdict);
  }
}
