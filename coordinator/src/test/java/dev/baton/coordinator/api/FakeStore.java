package dev.baton.coordinator.api;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.JobKey;
import dev.baton.common.id.RunId;
import dev.baton.coordinator.core.fact.Batch;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.core.state.AuditEntry;
import dev.baton.coordinator.core.state.ExecutorRow;
import dev.baton.coordinator.core.state.FailoverEvent;
import dev.baton.coordinator.core.state.Incident;
import dev.baton.coordinator.core.state.IncidentTouch;
import dev.baton.coordinator.core.state.Job;
import dev.baton.coordinator.core.state.Run;
import dev.baton.coordinator.core.state.ScheduleCursor;
import dev.baton.coordinator.core.state.TaskRun;
import dev.baton.coordinator.store.LogStore;
import dev.baton.coordinator.store.ReadStore;
import dev.baton.coordinator.store.StoreException;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A store in memory that takes facts, and can be away. */
final class FakeStore implements ReadStore, LogStore {
  volatile boolean away;
  volatile long firstKept = 1;

  private final List<EventChunk> chunks = new CopyOnWriteArrayList<>();
  private final Map<JobKey, Job> jobs = new ConcurrentSkipListMap<>();
  private final List<Job> versions = new CopyOnWriteArrayList<>();
  private final List<ScheduleCursor> cursors = new CopyOnWriteArrayList<>();
  private final Map<RunId, Run> runs = new ConcurrentSkipListMap<>(Comparator.reverseOrder());
  private final Map<String, TaskRun> taskRuns = new ConcurrentSkipListMap<>();
  private final Map<AttemptId, Attempt> attempts = new ConcurrentSkipListMap<>();
  private final List<Numbered<FailoverEvent>> failovers = new CopyOnWriteArrayList<>();
  private final List<Numbered<AuditEntry>> audit = new CopyOnWriteArrayList<>();
  private final List<Skip> skips = new CopyOnWriteArrayList<>();
  private final List<ExecutorRow> executors = new CopyOnWriteArrayList<>();
  private final Map<AttemptId, ByteArrayOutputStream> logs = new ConcurrentSkipListMap<>();
  private final Map<AttemptId, Boolean> logEnds = new ConcurrentSkipListMap<>();
  private final List<ArtifactPiece> artifacts = new CopyOnWriteArrayList<>();
  private final Map<Long, Incident> incidents =
      new ConcurrentSkipListMap<>(Comparator.reverseOrder());
  private final List<IncidentTouch> touches = new CopyOnWriteArrayList<>();
  private long nextEvent = 1;

  /** Applies facts and keeps them as events; the batch could be published. */
  synchronized Batch commit(Fact... facts) {
    Batch batch = new Batch(nextEvent, 1, nextEvent, List.of(facts));
    batch.facts().forEach(this::apply);
    chunks.add(new EventChunk(batch.firstEventNumber(), 1, batch.facts()));
    nextEvent += facts.length;
    return batch;
  }

  /** Number of the last event; 0 if there is none. */
  synchronized long newestEvent() {
    return nextEvent - 1;
  }

  /** As after a restore of an old backup. */
  synchronized void putBackTo(long lastEvent) {
    chunks.removeIf(chunk -> chunk.firstNumber() > lastEvent);
    nextEvent = lastEvent + 1;
  }

  private void apply(Fact fact) {
    switch (fact) {
      case Fact.JobChanged changed -> {
        jobs.put(changed.job().key(), changed.job());
        versions.addFirst(changed.job());
      }
      case Fact.JobDeleted deleted -> jobs.remove(deleted.job());
      case Fact.CursorMoved moved -> cursors.add(moved.cursor());
      case Fact.CursorRemoved removed ->
          cursors.removeIf(cursor -> cursor.schedule().equals(removed.schedule()));
      case Fact.RunCreated created -> runs.put(created.run().id(), created.run());
      case Fact.RunChanged changed -> runs.put(changed.run().id(), changed.run());
      case Fact.TaskRunChanged changed ->
          taskRuns.put(changed.taskRun().id().toString(), changed.taskRun());
      case Fact.AttemptCreated created -> attempts.put(created.attempt().id(), created.attempt());
      case Fact.AttemptChanged changed -> attempts.put(changed.attempt().id(), changed.attempt());
      case Fact.LateOutcomeKept kept -> {}
      case Fact.FireSkipped skip ->
          skips.add(
              new Skip(
                  skip.job(),
                  skip.schedule(),
                  skip.first(),
                  skip.last(),
                  skip.count(),
                  skip.reason(),
                  skip.at()));
      case Fact.ExecutorChanged changed -> executors.add(changed.executor());
      case Fact.FailoverEventRecorded recorded ->
          failovers.addFirst(new Numbered<>(failovers.size() + 1L, recorded.event()));
      case Fact.AuditRecorded recorded ->
          audit.addFirst(new Numbered<>(audit.size() + 1L, recorded.entry()));
      case Fact.IncidentChanged changed ->
          incidents.put(changed.incident().id(), changed.incident());
      case Fact.IncidentTouched touched -> touches.add(touched.touch());
      case Fact.LeadershipChanged changed -> {}
    }
  }

  private void answer() {
    if (away) {
      throw new StoreException("the test took the store away", null);
    }
  }

  @Override
  public List<Job> jobs(String namespace, String nameContains, JobKey after, int limit) {
    answer();
    return jobs.values().stream()
        .filter(job -> namespace == null || job.key().namespace().equals(namespace))
        .filter(job -> nameContains == null || job.key().name().contains(nameContains))
        .filter(job -> after == null || job.key().compareTo(after) > 0)
        .limit(limit)
        .toList();
  }

  @Override
  public Optional<Job> job(JobKey key) {
    answer();
    return Optional.ofNullable(jobs.get(key));
  }

  @Override
  public List<Job> jobVersions(JobKey key, int limit) {
    answer();
    return versions.stream().filter(job -> job.key().equals(key)).limit(limit).toList();
  }

  @Override
  public Optional<Job> jobVersion(JobKey key, int version) {
    return jobVersions(key, MAX_PAGE).stream().filter(job -> job.version() == version).findFirst();
  }

  @Override
  public List<ScheduleCursor> cursors(JobKey key) {
    answer();
    return cursors.stream().filter(cursor -> cursor.job().equals(key)).toList();
  }

  @Override
  public List<Run> runs(RunFilter filter, RunId before, int limit) {
    answer();
    return runs.values().stream()
        .filter(run -> filter.job() == null || run.job().equals(filter.job()))
        .filter(run ->
            filter.statuses() == null
                || filter.statuses().isEmpty()
                || filter.statuses().contains(run.status()))
        .filter(run -> before == null || run.id().compareTo(before) < 0)
        .limit(limit)
        .toList();
  }

  @Override
  public Optional<Run> run(RunId id) {
    answer();
    return Optional.ofNullable(runs.get(id));
  }

  @Override
  public List<Run> fires(JobKey job, String schedule, Instant from, Instant to, int limit) {
    answer();
    return runs.values().stream()
        .filter(run -> run.job().equals(job) && schedule.equals(run.schedule()))
        .filter(run -> !run.fireAt().isBefore(from) && run.fireAt().isBefore(to))
        .sorted(Comparator.comparing(Run::fireAt))
        .limit(limit)
        .toList();
  }

  @Override
  public Optional<Run> oldestRun() {
    answer();
    return runs.values().stream().min(Comparator.comparing(Run::id));
  }

  @Override
  public Optional<Run> runByRequestKey(JobKey job, String requestKey) {
    answer();
    return runs.values().stream()
        .filter(run -> run.job().equals(job) && requestKey.equals(run.requestKey()))
        .findFirst();
  }

  @Override
  public List<TaskRun> taskRuns(RunId run) {
    answer();
    return taskRuns.values().stream().filter(task -> task.id().run().equals(run)).toList();
  }

  @Override
  public List<Attempt> attempts(RunId run) {
    answer();
    return attempts.values().stream().filter(attempt -> attempt.id().run().equals(run)).toList();
  }

  @Override
  public List<Numbered<FailoverEvent>> failoverEvents(
      Instant from, Instant to, long beforeNumber, int limit) {
    answer();
    return page(failovers, beforeNumber, limit);
  }

  @Override
  public List<Numbered<AuditEntry>> audit(Instant from, Instant to, long beforeNumber, int limit) {
    answer();
    return page(audit, beforeNumber, limit);
  }

  private static <T> List<Numbered<T>> page(List<Numbered<T>> rows, long beforeNumber, int limit) {
    return rows.stream()
        .filter(row -> beforeNumber == 0 || row.number() < beforeNumber)
        .limit(limit)
        .toList();
  }

  @Override
  public List<Skip> skips(JobKey job, Instant from, Instant to, int limit) {
    answer();
    return List.copyOf(skips);
  }

  @Override
  public List<ExecutorRow> executors(int limit) {
    answer();
    return List.copyOf(executors);
  }

  @Override
  public List<Incident> incidents(IncidentFilter filter, long before, int limit) {
    answer();
    return incidents.values().stream()
        .filter(row -> filter.kind() == null || row.kind() == filter.kind())
        .filter(row -> before == 0 || row.id() < before)
        .limit(limit)
        .toList();
  }

  @Override
  public Optional<Incident> incident(long id) {
    answer();
    return Optional.ofNullable(incidents.get(id));
  }

  @Override
  public List<IncidentTouch> touches(long incident, AttemptId after, int limit) {
    answer();
    return touches.stream()
        .filter(touch -> touch.incident() == incident)
        .filter(touch -> after == null || touch.attempt().compareTo(after) > 0)
        .limit(limit)
        .toList();
  }

  @Override
  public List<MinuteCount> runsPerMinute(Instant from, Instant to, JobKey job) {
    answer();
    Map<Instant, Long> counts = new TreeMap<>();
    for (Run run : runs.values()) {
      if (run.endedAt() != null) {
        counts.merge(
            run.endedAt().truncatedTo(java.time.temporal.ChronoUnit.MINUTES), 1L, Long::sum);
      }
    }
    List<MinuteCount> minutes = new ArrayList<>();
    counts.forEach((minute, count) ->
        minutes.add(new MinuteCount(minute, dev.baton.common.run.RunStatus.SUCCEEDED, count)));
    return minutes;
  }

  @Override
  public List<EventChunk> events(long fromNumber, int limit) {
    answer();
    return chunks.stream()
        .filter(chunk -> chunk.firstNumber() + chunk.facts().size() > fromNumber)
        .filter(chunk -> chunk.firstNumber() >= firstKept)
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized EventRange eventRange() {
    answer();
    return nextEvent == 1 ? new EventRange(0, 0) : new EventRange(firstKept, nextEvent - 1);
  }

  @Override
  public void putLog(List<LogPiece> pieces) {
    for (LogPiece piece : pieces) {
      logs.computeIfAbsent(piece.attempt(), id -> new ByteArrayOutputStream())
          .writeBytes(piece.bytes());
      logEnds.put(piece.attempt(), piece.last());
    }
  }

  @Override
  public LogSlice readLog(AttemptId attempt, long offset, int limit) {
    answer();
    ByteArrayOutputStream log = logs.get(attempt);
    byte[] all = log == null ? new byte[0] : log.toByteArray();
    int from = (int) Math.min(offset, all.length);
    int to = Math.min(all.length, from + limit);
    boolean complete = to == all.length && logEnds.getOrDefault(attempt, false);
    return new LogSlice(from, Arrays.copyOfRange(all, from, to), complete);
  }

  @Override
  public void putArtifact(List<ArtifactPiece> pieces) {
    artifacts.addAll(pieces);
  }

  @Override
  public List<Artifact> artifacts(RunId run) {
    answer();
    return artifacts.stream()
        .filter(piece -> piece.attempt().run().equals(run))
        .map(piece ->
            new Artifact(piece.attempt(), piece.name(), piece.bytes().length, piece.last()))
        .toList();
  }

  @Override
  public byte[] readArtifact(RunId run, String task, String name) {
    answer();
    return artifacts.stream()
        .filter(piece ->
            piece.attempt().run().equals(run)
                && piece.attempt().task().equals(task)
                && piece.name().equals(name))
        .map(ArtifactPiece::bytes)
        .findFirst()
        .orElse(null);
  }
}
