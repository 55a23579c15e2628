package dev.baton.simulation.store;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.ExecutorId;
import dev.baton.common.id.JobKey;
import dev.baton.common.id.RunId;
import dev.baton.common.id.TaskRunId;
import dev.baton.common.run.Outcome;
import dev.baton.coordinator.core.fact.Batch;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.core.state.ExecutorRow;
import dev.baton.coordinator.core.state.FailoverEvent;
import dev.baton.coordinator.core.state.FiredTime;
import dev.baton.coordinator.core.state.Job;
import dev.baton.coordinator.core.state.Run;
import dev.baton.coordinator.core.state.ScheduleCursor;
import dev.baton.coordinator.core.state.Snapshot;
import dev.baton.coordinator.core.state.TaskRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The rows of a store, and the keys that must be unique. Knows nothing of how a leader thinks. */
public final class StoreRows {
  /** Names a schedule of a job. */
  public record ScheduleId(JobKey job, String schedule) {}

  private record RequestKey(JobKey job, String key) {}

  private record Version(JobKey job, int number) {}

  /** A run with what belongs to it. */
  private static final class RunRows {
    Run run;
    final TreeMap<String, TaskRun> tasks = new TreeMap<>();
    final TreeMap<AttemptId, Attempt> attempts = new TreeMap<>();

    RunRows(Run run) {
      this.run = run;
    }

    RunRows copy() {
      RunRows copy = new RunRows(run);
      copy.tasks.putAll(tasks);
      copy.attempts.putAll(attempts);
      return copy;
    }
  }

  private final TreeMap<JobKey, Job> jobs = new TreeMap<>();
  private final Map<Version, Job> versions = new HashMap<>();
  private final TreeMap<JobKey, TreeMap<String, ScheduleCursor>> cursors = new TreeMap<>();
  private final Map<RunId, RunRows> runs = new HashMap<>();
  private final TreeMap<RunId, RunRows> active = new TreeMap<>();
  private final TreeMap<ExecutorId, ExecutorRow> executors = new TreeMap<>();
  private final Map<ScheduleId, TreeMap<Instant, RunId>> fires = new HashMap<>();
  private final Map<RequestKey, RunId> requestKeys = new HashMap<>();
  private final List<FailoverEvent> failoverEvents = new ArrayList<>();
  private final IncidentTable incidents = new IncidentTable();
  private long lastRunId;
  private long lastEventNumber;

  /** A copy, as a backup is. */
  public StoreRows copy() {
    StoreRows copy = new StoreRows();
    copy.jobs.putAll(jobs);
    copy.versions.putAll(versions);
    cursors.forEach((job, rows) -> copy.cursors.put(job, new TreeMap<>(rows)));
    runs.forEach((id, rows) -> copy.runs.put(id, rows.copy()));
    active.keySet().forEach(id -> copy.active.put(id, copy.runs.get(id)));
    copy.executors.putAll(executors);
    fires.forEach((schedule, rows) -> copy.fires.put(schedule, new TreeMap<>(rows)));
    copy.requestKeys.putAll(requestKeys);
    copy.failoverEvents.addAll(failoverEvents);
    copy.incidents.putAll(incidents);
    copy.lastRunId = lastRunId;
    copy.lastEventNumber = lastEventNumber;
    return copy;
  }

  /** Which unique key the batch would break: an id, a fire time or a request key; or null. */
  Object conflict(Batch batch) {
    Set<Object> news = new HashSet<>();
    for (Fact fact : batch.facts()) {
      Object broken =
          switch (fact) {
            case Fact.RunCreated created -> conflict(created.run(), news);
            case Fact.AttemptCreated created -> {
              AttemptId id = created.attempt().id();
              yield attempt(id) != null || !news.add(id) ? id : null;
            }
            case Fact.JobChanged f -> null;
            case Fact.JobDeleted f -> null;
            case Fact.CursorMoved f -> null;
            case Fact.CursorRemoved f -> null;
            case Fact.RunChanged f -> null;
            case Fact.TaskRunChanged f -> null;
            case Fact.AttemptChanged f -> null;
            case Fact.LateOutcomeKept f -> null;
            case Fact.FireSkipped f -> null;
            case Fact.ExecutorChanged f -> null;
            case Fact.FailoverEventRecorded f -> null;
            case Fact.AuditRecorded f -> null;
            case Fact.IncidentChanged f -> null;
            case Fact.IncidentTouched f -> null;
            case Fact.LeadershipChanged f -> null;
          };
      if (broken != null) {
        return broken;
      }
    }
    return null;
  }

  private Object conflict(Run run, Set<Object> news) {
    if (runs.containsKey(run.id()) || !news.add(run.id())) {
      return run.id();
    }
    if (run.fireAt() != null && run.schedule() != null) {
      FiredTime fire = new FiredTime(run.job(), run.schedule(), run.fireAt());
      if (runAt(run.job(), run.schedule(), run.fireAt()) != null || !news.add(fire)) {
        return fire;
      }
    }
    if (run.requestKey() != null) {
      RequestKey key = new RequestKey(run.job(), run.requestKey());
      if (requestKeys.containsKey(key) || !news.add(key)) {
        return key;
      }
    }
    return null;
  }

  /** Writes one fact; a change of a row that is not there changes nothing. */
  void apply(Fact fact) {
    lastEventNumber++;
    switch (fact) {
      case Fact.JobChanged changed -> {
        Job job = changed.job();
        jobs.put(job.key(), job);
        versions.put(new Version(job.key(), job.version()), job);
      }
      case Fact.JobDeleted deleted -> {
        jobs.remove(deleted.job());
        cursors.remove(deleted.job());
      }
      case Fact.CursorMoved moved ->
          cursors
              .computeIfAbsent(moved.cursor().job(), job -> new TreeMap<>())
              .put(moved.cursor().schedule(), moved.cursor());
      case Fact.CursorRemoved removed -> {
        TreeMap<String, ScheduleCursor> rows = cursors.get(removed.job());
        if (rows != null) {
          rows.remove(removed.schedule());
        }
      }
      case Fact.RunCreated created -> create(created.run());
      case Fact.RunChanged changed -> change(changed.run());
      case Fact.TaskRunChanged changed -> {
        RunRows rows = runs.get(changed.taskRun().id().run());
        if (rows != null) {
          rows.tasks.put(changed.taskRun().id().task(), changed.taskRun());
        }
      }
      case Fact.AttemptCreated created -> put(created.attempt());
      case Fact.AttemptChanged changed -> put(changed.attempt());
      case Fact.LateOutcomeKept late -> keepLate(late.attempt(), late.outcome());
      case Fact.FireSkipped skipped -> {}
      case Fact.ExecutorChanged changed ->
          executors.put(changed.executor().id(), changed.executor());
      case Fact.FailoverEventRecorded recorded -> failoverEvents.add(recorded.event());
      case Fact.AuditRecorded recorded -> {}
      case Fact.IncidentChanged changed -> incidents.put(changed.incident());
      case Fact.IncidentTouched touched -> incidents.put(touched.touch());
      case Fact.LeadershipChanged changed -> incidents.put(changed.leadership());
    }
  }

  private void create(Run run) {
    RunRows rows = new RunRows(run);
    runs.put(run.id(), rows);
    lastRunId = Math.max(lastRunId, run.id().value());
    if (!run.status().isEnd()) {
      active.put(run.id(), rows);
    }
    if (run.fireAt() != null && run.schedule() != null) {
      fires
          .computeIfAbsent(new ScheduleId(run.job(), run.schedule()), id -> new TreeMap<>())
          .put(run.fireAt(), run.id());
    }
    if (run.requestKey() != null) {
      requestKeys.put(new RequestKey(run.job(), run.requestKey()), run.id());
    }
  }

  private void change(Run run) {
    RunRows rows = runs.get(run.id());
    if (rows == null) {
      return;
    }
    rows.run = run;
    if (run.status().isEnd()) {
      active.remove(run.id());
    } else {
      active.put(run.id(), rows);
    }
  }

  private void put(Attempt attempt) {
    RunRows rows = runs.get(attempt.id().run());
    if (rows != null) {
      rows.attempts.put(attempt.id(), attempt);
    }
  }

  private void keepLate(AttemptId id, Outcome outcome) {
    Attempt attempt = attempt(id);
    if (attempt != null && attempt.lateOutcome() == null) {
      put(
          new Attempt(
              attempt.id(),
              attempt.executor(),
              attempt.incarnation(),
              attempt.token(),
              attempt.leased(),
              attempt.status(),
              attempt.outcome(),
              attempt.exitCode(),
              attempt.cause(),
              outcome,
              attempt.cancelRequested(),
              attempt.dispatchedAt(),
              attempt.startedAt(),
              attempt.endedAt(),
              attempt.silent()));
    }
  }

  /** What a new leader reads. */
  Snapshot snapshot() {
    List<Job> older = new ArrayList<>();
    Set<Version> taken = new HashSet<>();
    List<Run> runList = new ArrayList<>();
    List<TaskRun> taskRuns = new ArrayList<>();
    List<Attempt> attempts = new ArrayList<>();
    for (RunRows rows : active.values()) {
      runList.add(rows.run);
      taskRuns.addAll(rows.tasks.values());
      attempts.addAll(rows.attempts.values());
      Version version = new Version(rows.run.job(), rows.run.jobVersion());
      Job current = jobs.get(rows.run.job());
      boolean isCurrent = current != null && current.version() == version.number();
      if (!isCurrent && taken.add(version)) {
        older.add(versions.get(version));
      }
    }
    List<ScheduleCursor> cursorList = new ArrayList<>();
    cursors.values().forEach(rows -> cursorList.addAll(rows.values()));
    return new Snapshot(
        List.copyOf(jobs.values()),
        List.copyOf(older),
        List.copyOf(cursorList),
        firedAhead(cursorList),
        List.copyOf(runList),
        List.copyOf(taskRuns),
        List.copyOf(attempts),
        List.copyOf(executors.values()),
        incidents.records(active::containsKey),
        lastRunId + 1,
        lastEventNumber + 1);
  }

  private List<FiredTime> firedAhead(List<ScheduleCursor> cursorList) {
    Set<FiredTime> ahead = new LinkedHashSet<>();
    fires.forEach((id, runs) ->
        runs.forEach((at, run) -> {
          if (run.value() > lastRunId - Snapshot.NEWEST_RUNS) {
            ahead.add(new FiredTime(id.job(), id.schedule(), at));
          }
        }));
    for (ScheduleCursor cursor : cursorList) {
      TreeMap<Instant, RunId> fired = fires.get(new ScheduleId(cursor.job(), cursor.schedule()));
      if (fired != null && cursor.nextFireAt() != null) {
        for (Instant at : fired.tailMap(cursor.nextFireAt()).keySet()) {
          ahead.add(new FiredTime(cursor.job(), cursor.schedule(), at));
        }
      }
    }
    return List.copyOf(ahead);
  }

  /** The run of that fire time, ended or not; null if there is none. */
  public RunId runAt(JobKey job, String schedule, Instant fireAt) {
    TreeMap<Instant, RunId> fired = fires.get(new ScheduleId(job, schedule));
    return fired == null ? null : fired.get(fireAt);
  }

  public IncidentTable incidents() {
    return incidents;
  }

  public Job job(JobKey key) {
    return jobs.get(key);
  }

  public Collection<Job> jobs() {
    return jobs.values();
  }

  /** The definition that a run was made from, or null. */
  public Job version(JobKey job, int number) {
    return versions.get(new Version(job, number));
  }

  /** Null if there is none. */
  public ScheduleCursor cursor(JobKey job, String schedule) {
    TreeMap<String, ScheduleCursor> rows = cursors.get(job);
    return rows == null ? null : rows.get(schedule);
  }

  public Run run(RunId id) {
    RunRows rows = runs.get(id);
    return rows == null ? null : rows.run;
  }

  /** Runs that have not ended, oldest first; a copy. */
  public List<Run> activeRuns() {
    List<Run> list = new ArrayList<>(active.size());
    active.values().forEach(rows -> list.add(rows.run));
    return list;
  }

  public int activeCount() {
    return active.size();
  }

  public Collection<TaskRun> taskRuns(RunId run) {
    RunRows rows = runs.get(run);
    return rows == null ? List.of() : rows.tasks.values();
  }

  public TaskRun taskRun(TaskRunId id) {
    RunRows rows = runs.get(id.run());
    return rows == null ? null : rows.tasks.get(id.task());
  }

  public Attempt attempt(AttemptId id) {
    RunRows rows = runs.get(id.run());
    return rows == null ? null : rows.attempts.get(id);
  }

  public Collection<Attempt> attempts(RunId run) {
    RunRows rows = runs.get(run);
    return rows == null ? List.of() : rows.attempts.values();
  }

  /** The run accepted under this key, ended or not; null if there is none. */
  public RunId runByRequestKey(JobKey job, String key) {
    return requestKeys.get(new RequestKey(job, key));
  }

  public ExecutorRow executor(ExecutorId id) {
    return executors.get(id);
  }

  public List<FailoverEvent> failoverEvents() {
    return List.copyOf(failoverEvents);
  }

  public long lastRunId() {
    return lastRunId;
  }
}
