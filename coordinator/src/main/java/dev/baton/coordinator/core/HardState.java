package dev.baton.coordinator.core;

import dev.baton.common.graph.TaskGraph;
import dev.baton.common.id.AttemptId;
import dev.baton.common.id.ExecutorId;
import dev.baton.common.id.JobKey;
import dev.baton.common.id.RunId;
import dev.baton.common.run.AttemptStatus;
import dev.baton.common.run.RunStatus;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.core.state.ExecutorRow;
import dev.baton.coordinator.core.state.FiredTime;
import dev.baton.coordinator.core.state.Job;
import dev.baton.coordinator.core.state.Run;
import dev.baton.coordinator.core.state.ScheduleCursor;
import dev.baton.coordinator.core.state.Snapshot;
import dev.baton.coordinator.core.state.TaskRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The leader's copy of what the store holds. {@link #apply} is its only mutator, for live work and,
 * through {@link #load}, for what a new leader reads.
 */
final class HardState {
  /** Request keys of ended runs remembered, so that a late repeat need not fail at the store. */
  static final int MAX_ENDED_KEYS = 100_000;

  /** Fire times of one schedule remembered as fired; a clock goes back by 2 s at most unnoticed. */
  static final int MAX_FIRED = 64;

  /** Names a schedule of a job. */
  record ScheduleKey(JobKey job, String schedule) implements Comparable<ScheduleKey> {
    private static final Comparator<ScheduleKey> ORDER =
        Comparator.comparing(ScheduleKey::job).thenComparing(ScheduleKey::schedule);

    @Override
    public int compareTo(ScheduleKey other) {
      return ORDER.compare(this, other);
    }
  }

  /** A schedule's next fire time. */
  record DueFire(Instant at, ScheduleKey key) implements Comparable<DueFire> {
    private static final Comparator<DueFire> ORDER =
        Comparator.comparing(DueFire::at).thenComparing(DueFire::key);

    @Override
    public int compareTo(DueFire other) {
      return ORDER.compare(this, other);
    }
  }

  private record RequestKey(JobKey job, String key) {}

  private record JobVersion(JobKey job, int version) {}

  private final TreeMap<JobKey, Job> jobs = new TreeMap<>();

  /** Current definitions; while loading, those as well under which active runs began. */
  private final Map<JobVersion, Job> versions = new LinkedHashMap<>();

  private final Map<JobVersion, TaskGraph> graphs = new LinkedHashMap<>();
  private final TreeMap<ScheduleKey, ScheduleCursor> cursors = new TreeMap<>();
  private final TreeSet<DueFire> due = new TreeSet<>();
  private final Map<ScheduleKey, NavigableSet<Instant>> firedAhead = new LinkedHashMap<>();
  private final TreeMap<RunId, RunInProgress> runs = new TreeMap<>();
  private final Map<JobKey, NavigableSet<RunId>> running = new LinkedHashMap<>();
  private final Map<JobKey, NavigableSet<RunId>> queued = new LinkedHashMap<>();
  private final Map<RequestKey, RunId> requestKeys = new LinkedHashMap<>();
  private final Map<RequestKey, RunId> endedKeys =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<RequestKey, RunId> eldest) {
          return size() > MAX_ENDED_KEYS;
        }
      };
  private final Map<ExecutorId, TreeSet<AttemptId>> liveByExecutor = new LinkedHashMap<>();
  private final TreeMap<ExecutorId, ExecutorRow> executors = new TreeMap<>();
  private long nextRunId = 1;

  /** Fills an empty state. */
  void load(Snapshot snapshot) {
    snapshot.jobVersions().forEach(this::putVersion);
    snapshot.jobs().forEach(job -> apply(new Fact.JobChanged(job)));
    snapshot.cursors().forEach(cursor -> apply(new Fact.CursorMoved(cursor)));
    snapshot.firedAhead().forEach(this::putFiredAhead);
    snapshot.runs().forEach(run -> apply(new Fact.RunCreated(run)));
    snapshot.taskRuns().forEach(task -> apply(new Fact.TaskRunChanged(task)));
    snapshot.attempts().forEach(attempt -> apply(new Fact.AttemptCreated(attempt)));
    snapshot.executors().forEach(executor -> apply(new Fact.ExecutorChanged(executor)));
    snapshot.jobVersions().forEach(job -> dropVersionUnlessCurrent(job.key(), job.version()));
    nextRunId = Math.max(nextRunId, snapshot.nextRunId());
  }

  void apply(Fact fact) {
    switch (fact) {
      case Fact.JobChanged(Job job) -> putJob(job);
      case Fact.JobDeleted deleted -> removeJob(deleted.job());
      case Fact.CursorMoved(ScheduleCursor cursor) -> putCursor(cursor);
      case Fact.CursorRemoved removed ->
          removeCursor(new ScheduleKey(removed.job(), removed.schedule()));
      case Fact.RunCreated(Run run) -> putNewRun(run);
      case Fact.RunChanged(Run run) -> putRun(run);
      case Fact.TaskRunChanged(TaskRun task) -> runs.get(task.id().run()).put(task);
      case Fact.AttemptCreated(Attempt attempt) -> putAttempt(attempt);
      case Fact.AttemptChanged(Attempt attempt) -> putAttempt(attempt);
      case Fact.ExecutorChanged(ExecutorRow row) -> executors.put(row.id(), row);
      case Fact.LateOutcomeKept kept -> {}
      case Fact.FireSkipped skipped -> {}
      case Fact.FailoverEventRecorded recorded -> {}
      case Fact.AuditRecorded recorded -> {}
      case Fact.IncidentChanged changed -> {}
      case Fact.IncidentTouched touched -> {}
      case Fact.LeadershipChanged changed -> {}
    }
  }

  private void putJob(Job job) {
    Job before = jobs.put(job.key(), job);
    putVersion(job);
    if (before != null && before.isPaused() != job.isPaused()) {
      cursorsOf(job.key()).forEach(this::refreshDue);
    }
    if (before != null) {
      dropVersionUnlessCurrent(job.key(), before.version());
    }
  }

  private void putVersion(Job job) {
    versions.put(new JobVersion(job.key(), job.version()), job);
  }

  private void removeJob(JobKey key) {
    for (ScheduleCursor cursor : cursorsOf(key)) {
      removeCursor(new ScheduleKey(key, cursor.schedule()));
    }
    Job removed = jobs.remove(key);
    if (removed != null) {
      // A job of the same name may be created again, and its versions count from 1.
      dropVersionUnlessCurrent(key, removed.version());
    }
  }

  private void putCursor(ScheduleCursor cursor) {
    ScheduleKey key = new ScheduleKey(cursor.job(), cursor.schedule());
    removeCursor(key);
    cursors.put(key, cursor);
    refreshDue(cursor);
  }

  private void putFiredAhead(FiredTime fired) {
    firedTimes(new ScheduleKey(fired.job(), fired.schedule())).add(fired.fireAt());
  }

  /** Remembers the newest: a schedule that is put again may begin with them once more. */
  private void putFired(ScheduleKey key, Instant fireAt) {
    NavigableSet<Instant> fired = firedTimes(key);
    fired.add(fireAt);
    if (fired.size() > MAX_FIRED) {
      fired.pollFirst();
    }
  }

  private NavigableSet<Instant> firedTimes(ScheduleKey key) {
    return firedAhead.computeIfAbsent(key, schedule -> new TreeSet<>());
  }

  private void removeCursor(ScheduleKey key) {
    ScheduleCursor before = cursors.remove(key);
    if (before != null && before.nextFireAt() != null) {
      due.remove(new DueFire(before.nextFireAt(), key));
    }
  }

  private void refreshDue(ScheduleCursor cursor) {
    if (cursor.nextFireAt() == null) {
      return;
    }
    DueFire fire =
        new DueFire(cursor.nextFireAt(), new ScheduleKey(cursor.job(), cursor.schedule()));
    Job job = jobs.get(cursor.job());
    if (job != null && !job.isPaused()) {
      due.add(fire);
    } else {
      due.remove(fire);
    }
  }

  private void putNewRun(Run run) {
    nextRunId = Math.max(nextRunId, run.id().value() + 1);
    JobVersion version = new JobVersion(run.job(), run.jobVersion());
    Job job = versions.get(version);
    TaskGraph graph = graphs.computeIfAbsent(version, v -> TaskGraph.of(job.spec()));
    runs.put(run.id(), new RunInProgress(run, job.spec(), graph));
    if (run.schedule() != null) {
      putFired(new ScheduleKey(run.job(), run.schedule()), run.fireAt());
    }
    if (run.requestKey() != null) {
      requestKeys.put(new RequestKey(run.job(), run.requestKey()), run.id());
    }
    putRun(run);
  }

  private void putRun(Run run) {
    runs.get(run.id()).put(run);
    move(running, run, run.status() == RunStatus.RUNNING);
    move(queued, run, run.status() == RunStatus.QUEUED);
    if (run.status().isEnd()) {
      forget(run);
    }
  }

  private static void move(Map<JobKey, NavigableSet<RunId>> index, Run run, boolean in) {
    if (in) {
      index.computeIfAbsent(run.job(), job -> new TreeSet<>()).add(run.id());
      return;
    }
    NavigableSet<RunId> set = index.get(run.job());
    if (set != null && set.remove(run.id()) && set.isEmpty()) {
      index.remove(run.job());
    }
  }

  private void forget(Run run) {
    RunInProgress ended = runs.remove(run.id());
    for (Attempt attempt : ended.attempts()) {
      dropLive(attempt);
    }
    if (run.requestKey() != null) {
      RequestKey key = new RequestKey(run.job(), run.requestKey());
      requestKeys.remove(key);
      endedKeys.put(key, run.id());
    }
  }

  /** Runs in progress have their own hold of theirs. */
  private void dropVersionUnlessCurrent(JobKey key, int number) {
    Job current = jobs.get(key);
    if (current == null || current.version() != number) {
      JobVersion version = new JobVersion(key, number);
      versions.remove(version);
      graphs.remove(version);
    }
  }

  private void putAttempt(Attempt attempt) {
    runs.get(attempt.id().run()).put(attempt);
    if (attempt.status() == AttemptStatus.ENDED) {
      dropLive(attempt);
    } else {
      liveByExecutor.computeIfAbsent(attempt.executor(), id -> new TreeSet<>()).add(attempt.id());
    }
  }

  private void dropLive(Attempt attempt) {
    TreeSet<AttemptId> live = liveByExecutor.get(attempt.executor());
    if (live != null && live.remove(attempt.id()) && live.isEmpty()) {
      liveByExecutor.remove(attempt.executor());
    }
  }

  Job job(JobKey key) {
    return jobs.get(key);
  }

  /** The job that follows by key, null = none; from the first if {@code after} is null. */
  Job jobAfter(JobKey after) {
    Map.Entry<JobKey, Job> next = after == null ? jobs.firstEntry() : jobs.higherEntry(after);
    return next == null ? null : next.getValue();
  }

  int jobCount() {
    return jobs.size();
  }

  List<ScheduleCursor> cursorsOf(JobKey job) {
    List<ScheduleCursor> found = new ArrayList<>();
    for (var entry : cursors.tailMap(new ScheduleKey(job, "")).entrySet()) {
      if (!entry.getKey().job().equals(job)) {
        break;
      }
      found.add(entry.getValue());
    }
    return found;
  }

  ScheduleCursor cursor(ScheduleKey key) {
    return cursors.get(key);
  }

  /** Fire times in that stretch, both ends counted, that have a run, as far as memory reaches. */
  NavigableSet<Instant> firedAhead(ScheduleKey key, Instant from, Instant to) {
    NavigableSet<Instant> fired = firedAhead.get(key);
    return fired == null ? NONE_FIRED : fired.subSet(from, true, to, true);
  }

  private static final NavigableSet<Instant> NONE_FIRED = Collections.emptyNavigableSet();

  /** Whether the cursor is among those that are looked at when they are due. */
  boolean isTimed(ScheduleCursor cursor) {
    return due.contains(
        new DueFire(cursor.nextFireAt(), new ScheduleKey(cursor.job(), cursor.schedule())));
  }

  /** The earliest fire time of all schedules that are not paused, or null. */
  DueFire firstDue() {
    return due.isEmpty() ? null : due.first();
  }

  RunInProgress run(RunId id) {
    return runs.get(id);
  }

  Collection<RunInProgress> runs() {
    return runs.values();
  }

  /** The run that follows by number, null = none; from the first if {@code after} is null. */
  RunInProgress runAfter(RunId after) {
    Map.Entry<RunId, RunInProgress> next =
        after == null ? runs.firstEntry() : runs.higherEntry(after);
    return next == null ? null : next.getValue();
  }

  int runCount() {
    return runs.size();
  }

  NavigableSet<RunId> runningOf(JobKey job) {
    return running.getOrDefault(job, EMPTY_RUNS);
  }

  NavigableSet<RunId> queuedOf(JobKey job) {
    return queued.getOrDefault(job, EMPTY_RUNS);
  }

  private static final NavigableSet<RunId> EMPTY_RUNS = Collections.emptyNavigableSet();

  /** The run accepted under this key, as far as memory reaches; else null. */
  RunId runByRequestKey(JobKey job, String requestKey) {
    RequestKey key = new RequestKey(job, requestKey);
    RunId active = requestKeys.get(key);
    return active != null ? active : endedKeys.get(key);
  }

  /** The attempt if its run is still in progress; else null. */
  Attempt attempt(AttemptId id) {
    RunInProgress run = runs.get(id.run());
    return run == null ? null : run.attempt(id);
  }

  /** Attempts on that executor that have not ended; a copy. */
  List<Attempt> liveOn(ExecutorId executor) {
    List<Attempt> live = new ArrayList<>();
    for (AttemptId id : liveByExecutor.getOrDefault(executor, EMPTY_ATTEMPTS)) {
      live.add(attempt(id));
    }
    return live;
  }

  int liveCount(ExecutorId executor) {
    return liveByExecutor.getOrDefault(executor, EMPTY_ATTEMPTS).size();
  }

  private static final TreeSet<AttemptId> EMPTY_ATTEMPTS = new TreeSet<>();

  /** Executors that have live attempts. */
  List<ExecutorId> executorsWithAttempts() {
    return List.copyOf(new TreeSet<>(liveByExecutor.keySet()));
  }

  ExecutorRow executor(ExecutorId id) {
    return executors.get(id);
  }

  Collection<ExecutorRow> executors() {
    return executors.values();
  }

  RunId takeRunId() {
    return new RunId(nextRunId++);
  }
}
