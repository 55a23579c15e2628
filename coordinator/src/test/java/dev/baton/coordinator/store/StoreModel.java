package dev.baton.coordinator.store;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.ExecutorId;
import dev.baton.common.id.JobKey;
import dev.baton.common.id.RunId;
import dev.baton.common.id.TaskRunId;
import dev.baton.common.run.Outcome;
import dev.baton.coordinator.core.fact.Batch;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.core.state.AuditEntry;
import dev.baton.coordinator.core.state.ExecutorRow;
import dev.baton.coordinator.core.state.FailoverEvent;
import dev.baton.coordinator.core.state.FiredTime;
import dev.baton.coordinator.core.state.Incident;
import dev.baton.coordinator.core.state.IncidentRecords;
import dev.baton.coordinator.core.state.IncidentTouch;
import dev.baton.coordinator.core.state.Job;
import dev.baton.coordinator.core.state.LeadershipRow;
import dev.baton.coordinator.core.state.Run;
import dev.baton.coordinator.core.state.ScheduleCursor;
import dev.baton.coordinator.core.state.Snapshot;
import dev.baton.coordinator.core.state.TaskRun;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a store must hold after some batches: plain maps, one fact after the other. */
final class StoreModel {
  record CursorKey(JobKey job, String schedule) implements Comparable<CursorKey> {
    private static final Comparator<CursorKey> ORDER =
        Comparator.comparing((CursorKey key) -> key.job().toString())
            .thenComparing(CursorKey::schedule);

    @Override
    public int compareTo(CursorKey other) {
      return ORDER.compare(this, other);
    }
  }

  final TreeMap<JobKey, Job> jobs = new TreeMap<>();
  final TreeMap<JobKey, TreeMap<Integer, Job>> versions = new TreeMap<>();
  final TreeMap<CursorKey, ScheduleCursor> cursors = new TreeMap<>();
  final TreeMap<RunId, Run> runs = new TreeMap<>();
  final TreeMap<TaskRunId, TaskRun> taskRuns = new TreeMap<>();
  final TreeMap<AttemptId, Attempt> attempts = new TreeMap<>();
  final TreeMap<ExecutorId, ExecutorRow> executors = new TreeMap<>();
  final TreeMap<Long, Incident> incidents = new TreeMap<>();
  final TreeMap<Long, TreeMap<AttemptId, IncidentTouch>> touches = new TreeMap<>();
  final TreeMap<Long, LeadershipRow> leaderships = new TreeMap<>();
  final List<Fact> facts = new ArrayList<>();
  final List<ReadStore.Numbered<FailoverEvent>> failoverEvents = new ArrayList<>();
  final List<ReadStore.Numbered<AuditEntry>> audit = new ArrayList<>();

  void apply(Batch batch) {
    if (batch.firstEventNumber() != facts.size() + 1L) {
      throw new IllegalStateException("event numbers have a gap");
    }
    batch.facts().forEach(this::apply);
  }

  private void apply(Fact fact) {
    facts.add(fact);
    switch (fact) {
      case Fact.JobChanged(Job job) -> {
        jobs.put(job.key(), job);
        versions.computeIfAbsent(job.key(), key -> new TreeMap<>()).put(job.version(), job);
      }
      case Fact.JobDeleted deleted -> {
        jobs.remove(deleted.job());
        cursors.keySet().removeIf(key -> key.job().equals(deleted.job()));
      }
      case Fact.CursorMoved(ScheduleCursor cursor) ->
          cursors.put(new CursorKey(cursor.job(), cursor.schedule()), cursor);
      case Fact.CursorRemoved removed ->
          cursors.remove(new CursorKey(removed.job(), removed.schedule()));
      case Fact.RunCreated(Run run) -> runs.put(run.id(), run);
      case Fact.RunChanged(Run run) -> runs.put(run.id(), run);
      case Fact.TaskRunChanged(TaskRun task) -> taskRuns.put(task.id(), task);
      case Fact.AttemptCreated(Attempt attempt) -> attempts.put(attempt.id(), attempt);
      case Fact.AttemptChanged(Attempt attempt) -> attempts.put(attempt.id(), attempt);
      case Fact.LateOutcomeKept late ->
          attempts.computeIfPresent(late.attempt(), (id, row) -> withLate(row, late.outcome()));
      case Fact.FireSkipped skipped -> {}
      case Fact.ExecutorChanged(ExecutorRow row) -> executors.put(row.id(), row);
      case Fact.FailoverEventRecorded(FailoverEvent event) ->
          failoverEvents.add(new ReadStore.Numbered<>(facts.size(), event));
      case Fact.AuditRecorded(AuditEntry entry) ->
          audit.add(new ReadStore.Numbered<>(facts.size(), entry));
      case Fact.IncidentChanged(Incident incident) -> incidents.put(incident.id(), incident);
      case Fact.IncidentTouched(IncidentTouch touch) ->
          touches
              .computeIfAbsent(touch.incident(), id -> new TreeMap<>())
              .put(touch.attempt(), touch);
      case Fact.LeadershipChanged(LeadershipRow row) -> leaderships.put(row.epoch(), row);
    }
  }

  static Attempt withLate(Attempt row, Outcome late) {
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

  Snapshot snapshot() {
    Set<RunId> active =
        runs.values().stream()
            .filter(run -> !run.status().isEnd())
            .map(Run::id)
            .collect(Collectors.toCollection(TreeSet::new));
    return new Snapshot(
        List.copyOf(jobs.values()),
        olderVersions(active),
        List.copyOf(cursors.values()),
        firedAhead(),
        active.stream().map(runs::get).toList(),
        taskRuns.values().stream().filter(t -> active.contains(t.id().run())).toList(),
        attempts.values().stream().filter(a -> active.contains(a.id().run())).toList(),
        List.copyOf(executors.values()),
        incidentRecords(active),
        runs.isEmpty() ? 1 : runs.lastKey().value() + 1,
        facts.size() + 1L);
  }

  private List<FiredTime> firedAhead() {
    return runs.values().stream()
        .filter(run -> run.schedule() != null)
        .filter(run -> {
          if (run.id().value() > runs.lastKey().value() - Snapshot.NEWEST_RUNS) {
            return true;
          }
          ScheduleCursor cursor = cursors.get(new CursorKey(run.job(), run.schedule()));
          return cursor != null
              && cursor.nextFireAt() != null
              && !run.fireAt().isBefore(cursor.nextFireAt());
        })
        .map(run -> new FiredTime(run.job(), run.schedule(), run.fireAt()))
        .sorted(Comparator.comparing(FiredTime::toString))
        .toList();
  }

  private IncidentRecords incidentRecords(Set<RunId> active) {
    List<Incident> known = new ArrayList<>();
    List<IncidentTouch> ofOpen = new ArrayList<>();
    int closed = 0;
    for (Incident row : incidents.descendingMap().values()) {
      boolean isClosed = row.times().resolvedAt() != null;
      if (!isClosed || closed++ < IncidentRecords.MAX_CLOSED) {
        known.addFirst(row);
      }
    }
    for (Incident row : known) {
      if (row.times().resolvedAt() == null) {
        touches.getOrDefault(row.id(), new TreeMap<>()).values().stream()
            .filter(touch -> active.contains(touch.attempt().run()))
            .forEach(ofOpen::add);
      }
    }
    return new IncidentRecords(
        known,
        ofOpen,
        leaderships.isEmpty() ? null : leaderships.lastEntry().getValue(),
        incidents.isEmpty() ? 1 : incidents.lastKey() + 1);
  }

  private List<Job> olderVersions(Set<RunId> active) {
    Map<String, Job> found = new TreeMap<>();
    for (RunId id : active) {
      Run run = runs.get(id);
      Job current = jobs.get(run.job());
      if (current == null || current.version() != run.jobVersion()) {
        Job job = versions.get(run.job()).get(run.jobVersion());
        found.put(job.key() + ":" + job.version(), job);
      }
    }
    return List.copyOf(found.values());
  }

  /** In an order of its own: the port promises none here. */
  static Snapshot sorted(Snapshot snapshot) {
    List<Job> older = new ArrayList<>(snapshot.jobVersions());
    older.sort(Comparator.comparing(job -> job.key() + ":" + job.version()));
    List<FiredTime> fired = new ArrayList<>(snapshot.firedAhead());
    fired.sort(Comparator.comparing(FiredTime::toString));
    return new Snapshot(
        snapshot.jobs(),
        older,
        snapshot.cursors(),
        fired,
        snapshot.runs(),
        snapshot.taskRuns(),
        snapshot.attempts(),
        snapshot.executors(),
        snapshot.incidents(),
        snapshot.nextRunId(),
        snapshot.nextEventNumber());
  }
}
