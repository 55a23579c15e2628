package dev.baton.coordinator.store.fold;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.ExecutorId;
import dev.baton.common.id.JobKey;
import dev.baton.common.id.RunId;
import dev.baton.common.id.TaskRunId;
import dev.baton.common.run.Outcome;
import dev.baton.common.run.RunStatus;
import dev.baton.coordinator.core.fact.Batch;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.fact.Fact.FireSkipped;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.core.state.AuditEntry;
import dev.baton.coordinator.core.state.ExecutorRow;
import dev.baton.coordinator.core.state.FailoverEvent;
import dev.baton.coordinator.core.state.Job;
import dev.baton.coordinator.core.state.Run;
import dev.baton.coordinator.core.state.ScheduleCursor;
import dev.baton.coordinator.core.state.TaskRun;
import dev.baton.coordinator.store.ReadStore.Numbered;
import dev.baton.coordinator.store.fold.BatchRows.CursorKey;
import dev.baton.coordinator.store.fold.BatchRows.LateOutcome;
import dev.baton.coordinator.store.fold.BatchRows.MinuteAdd;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Folds a batch of facts into the rows to write. */
public final class Fold {
  private static final long SECONDS_PER_MINUTE = 60;

  private record JobVersion(JobKey job, int version) {}

  private record MinuteKey(long minute, JobKey job, RunStatus status) {}

  private final RunBlocks stored;
  private final Map<RunId, Run> newRuns = new LinkedHashMap<>();
  private final Map<RunId, Run> changedRuns = new LinkedHashMap<>();
  private final Map<TaskRunId, TaskRun> newTaskRuns = new LinkedHashMap<>();
  private final Map<TaskRunId, TaskRun> changedTaskRuns = new LinkedHashMap<>();
  private final Map<AttemptId, Attempt> newAttempts = new LinkedHashMap<>();
  private final Map<AttemptId, Attempt> changedAttempts = new LinkedHashMap<>();
  private final Map<AttemptId, LateOutcome> lateOutcomes = new LinkedHashMap<>();
  private final Map<JobKey, Job> jobs = new LinkedHashMap<>();
  private final Map<JobVersion, Job> jobVersions = new LinkedHashMap<>();
  private final Map<JobKey, JobKey> deletedJobs = new LinkedHashMap<>();
  private final Map<CursorKey, ScheduleCursor> cursors = new LinkedHashMap<>();
  private final Map<CursorKey, CursorKey> removedCursors = new LinkedHashMap<>();
  private final Map<ExecutorId, ExecutorRow> executors = new LinkedHashMap<>();
  private final List<Numbered<FireSkipped>> skips = new ArrayList<>();
  private final List<Numbered<FailoverEvent>> failoverEvents = new ArrayList<>();
  private final List<Numbered<AuditEntry>> audit = new ArrayList<>();
  private final IncidentRows.Taker incidents = new IncidentRows.Taker();
  private final Map<Long, RunBlock> blocks = new LinkedHashMap<>();
  private final Map<MinuteKey, Long> minutes = new LinkedHashMap<>();

  private Fold(RunBlocks stored) {
    this.stored = stored;
  }

  /**
   * @param stored is only read
   * @throws BrokenBatchException if the batch can't be right
   */
  public static BatchRows fold(Batch batch, RunBlocks stored) {
    Fold fold = new Fold(stored);
    long number = batch.firstEventNumber();
    for (Fact fact : batch.facts()) {
      fold.take(number++, fact);
    }
    return fold.rows();
  }

  private void take(long number, Fact fact) {
    switch (fact) {
      case Fact.JobChanged(Job job) -> takeJob(job);
      case Fact.JobDeleted deleted -> deleteJob(deleted.job());
      case Fact.CursorMoved(ScheduleCursor cursor) -> takeCursor(cursor);
      case Fact.CursorRemoved removed ->
          removeCursor(new CursorKey(removed.job(), removed.schedule()));
      case Fact.RunCreated(Run run) -> newRuns.put(run.id(), run);
      case Fact.RunChanged(Run run) -> put(newRuns, changedRuns, run.id(), run);
      case Fact.TaskRunChanged(TaskRun task) -> takeTaskRun(task);
      case Fact.AttemptCreated(Attempt attempt) -> newAttempts.put(attempt.id(), attempt);
      case Fact.AttemptChanged(Attempt attempt) ->
          put(newAttempts, changedAttempts, attempt.id(), attempt);
      case Fact.LateOutcomeKept late -> takeLateOutcome(late);
      case FireSkipped skipped -> skips.add(new Numbered<>(number, skipped));
      case Fact.ExecutorChanged(ExecutorRow row) -> executors.put(row.id(), row);
      case Fact.FailoverEventRecorded(FailoverEvent event) ->
          failoverEvents.add(new Numbered<>(number, event));
      case Fact.AuditRecorded(AuditEntry entry) -> audit.add(new Numbered<>(number, entry));
      case Fact.IncidentChanged changed -> incidents.take(changed);
      case Fact.IncidentTouched touched -> incidents.take(touched);
      case Fact.LeadershipChanged changed -> incidents.take(changed);
    }
  }

  /** The row stays an insert if this batch made it. */
  private static <K, R> void put(Map<K, R> created, Map<K, R> changed, K key, R row) {
    if (created.containsKey(key)) {
      created.put(key, row);
    } else {
      changed.put(key, row);
    }
  }

  private void takeJob(Job job) {
    jobs.put(job.key(), job);
    jobVersions.put(new JobVersion(job.key(), job.version()), job);
    deletedJobs.remove(job.key());
  }

  private void deleteJob(JobKey job) {
    jobs.remove(job);
    deletedJobs.put(job, job);
    cursors.keySet().removeIf(cursor -> cursor.job().equals(job));
    removedCursors.keySet().removeIf(cursor -> cursor.job().equals(job));
  }

  private void takeCursor(ScheduleCursor cursor) {
    if (deletedJobs.containsKey(cursor.job())) {
      return;
    }
    CursorKey key = new CursorKey(cursor.job(), cursor.schedule());
    removedCursors.remove(key);
    cursors.put(key, cursor);
  }

  private void removeCursor(CursorKey key) {
    cursors.remove(key);
    if (!deletedJobs.containsKey(key.job())) {
      removedCursors.put(key, key);
    }
  }

  private void takeTaskRun(TaskRun task) {
    boolean created = newRuns.containsKey(task.id().run());
    (created ? newTaskRuns : changedTaskRuns).put(task.id(), task);
  }

  private void takeLateOutcome(Fact.LateOutcomeKept late) {
    AttemptId id = late.attempt();
    if (newAttempts.containsKey(id)) {
      newAttempts.compute(id, (key, row) -> withLateOutcome(row, late.outcome()));
    } else if (changedAttempts.containsKey(id)) {
      changedAttempts.compute(id, (key, row) -> withLateOutcome(row, late.outcome()));
    } else {
      lateOutcomes.put(id, new LateOutcome(id, late.outcome()));
    }
  }

  private void joinChangedAttempt(LateOutcome late) {
    changedAttempts.computeIfPresent(
        late.attempt(),
        (key, row) -> row.lateOutcome() == null ? withLateOutcome(row, late.outcome()) : row);
  }

  private static Attempt withLateOutcome(Attempt row, Outcome late) {
    return new Attempt(
        row.id(),
        row.executor(),
        row.incarnation(),
        row.token(),
        row.leased(),
        row.status(),
        row.outcome(),
        row.exitCode(),
        row.cause(),
        late,
        row.cancelRequested(),
        row.dispatchedAt(),
        row.startedAt(),
        row.endedAt(),
        row.silent());
  }

  private BatchRows rows() {
    newRuns.values().forEach(run -> countRun(run, true));
    changedRuns.values().forEach(run -> countRun(run, false));
    lateOutcomes.values().forEach(this::joinChangedAttempt);
    lateOutcomes.keySet().removeAll(changedAttempts.keySet());
    return new BatchRows(
        List.copyOf(newRuns.values()),
        List.copyOf(changedRuns.values()),
        List.copyOf(newTaskRuns.values()),
        List.copyOf(changedTaskRuns.values()),
        List.copyOf(newAttempts.values()),
        List.copyOf(changedAttempts.values()),
        List.copyOf(lateOutcomes.values()),
        List.copyOf(jobs.values()),
        List.copyOf(jobVersions.values()),
        List.copyOf(deletedJobs.values()),
        List.copyOf(cursors.values()),
        List.copyOf(removedCursors.values()),
        List.copyOf(executors.values()),
        skips,
        failoverEvents,
        audit,
        incidents.rows(),
        List.copyOf(blocks.values()),
        minuteAdds());
  }

  private void countRun(Run run, boolean created) {
    boolean ended = run.status().isEnd();
    boolean wasActive = !created && stored.isActive(run.id());
    if (created || wasActive && ended) {
      blocks
          .computeIfAbsent(RunBlock.numberOf(run.id()), stored::copyOf)
          .put(run.id(), run.status());
    }
    if (ended && (created || wasActive)) {
      long minute = Math.floorDiv(run.endedAt().getEpochSecond(), SECONDS_PER_MINUTE);
      minutes.merge(new MinuteKey(minute, run.job(), run.status()), 1L, Long::sum);
      minutes.merge(new MinuteKey(minute, null, run.status()), 1L, Long::sum);
    }
  }

  private List<MinuteAdd> minuteAdds() {
    List<MinuteAdd> adds = new ArrayList<>(minutes.size());
    minutes.forEach(
        (key, count) -> adds.add(new MinuteAdd(key.minute(), key.job(), key.status(), count)));
    return adds;
  }
}
