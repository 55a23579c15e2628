package dev.baton.coordinator.store;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.ExecutorId;
import dev.baton.common.id.JobKey;
import dev.baton.common.id.RunId;
import dev.baton.common.id.TaskRunId;
import dev.baton.common.job.SortedMaps;
import dev.baton.common.run.AttemptStatus;
import dev.baton.common.run.Outcome;
import dev.baton.common.run.RunStatus;
import dev.baton.common.run.TaskStatus;
import dev.baton.common.run.Trigger;
import dev.baton.coordinator.core.fact.Batch;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.core.state.AuditEntry;
import dev.baton.coordinator.core.state.ExecutorRow;
import dev.baton.coordinator.core.state.FailoverEvent;
import dev.baton.coordinator.core.state.IncidentTouch;
import dev.baton.coordinator.core.state.Job;
import dev.baton.coordinator.core.state.LeadershipRow;
import dev.baton.coordinator.core.state.Run;
import dev.baton.coordinator.core.state.ScheduleCursor;
import dev.baton.coordinator.core.state.TaskRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Batches as a leader might write them, drawn from a seed, and the model that they lead to. */
final class RandomHistory {
  private static final String[] SCHEDULES = {"hourly", "daily", "täglich"};
  private static final String[] TASKS = {"extract", "report", "清理"};

  private final Random random;
  private final StoreModel model = new StoreModel();
  private List<Fact> facts = new ArrayList<>();
  private long nextRun = 1;
  private long nextMicro = 1;
  private long number;

  RandomHistory(long seed) {
    this.random = new Random(seed);
  }

  StoreModel model() {
    return model;
  }

  /** The next batch; the model is not moved until {@link StoreModel#apply}. */
  Batch next(long epoch) {
    facts = new ArrayList<>();
    StoreModel before = model;
    StoreModel ahead = copyOf(before);
    int count = random.nextInt(4) == 0 ? random.nextInt(300) : random.nextInt(20);
    while (facts.size() < count) {
      int at = facts.size();
      decide(ahead);
      Batch decided =
          new Batch(
              0, epoch, ahead.facts.size() + 1L, List.copyOf(facts.subList(at, facts.size())));
      ahead.apply(decided);
    }
    return new Batch(++number, epoch, before.facts.size() + 1L, List.copyOf(facts));
  }

  private static StoreModel copyOf(StoreModel model) {
    StoreModel copy = new StoreModel();
    if (!model.facts.isEmpty()) {
      copy.apply(new Batch(0, 0, 1, model.facts));
    }
    return copy;
  }

  private void decide(StoreModel now) {
    switch (random.nextInt(12)) {
      case 0 -> changeJob(now);
      case 1 -> deleteJob(now);
      case 2 -> moveCursor(now);
      case 3, 4, 5 -> createRun(now);
      case 6, 7, 8 -> moveRun(now);
      case 9 -> moveAttempt(now);
      case 10 -> keepLateOutcome(now);
      default -> note();
    }
  }

  private void changeJob(StoreModel now) {
    JobKey key = new JobKey("ns" + random.nextInt(3), "job" + random.nextInt(5));
    Job before = now.jobs.get(key);
    int version = before == null ? now.versions.containsKey(key) ? 7 : 1 : before.version() + 1;
    Job job = Samples.job(key, version, SCHEDULES[0], SCHEDULES[random.nextInt(3)]);
    facts.add(
        new Fact.JobChanged(
            new Job(
                key,
                version,
                job.spec(),
                "text\twith 'quotes' \\ and ✓",
                random.nextBoolean() ? null : "holiday",
                time(),
                "ann")));
    if (before != null) {
      for (ScheduleCursor cursor : List.copyOf(now.cursors.values())) {
        boolean kept =
            job.spec().schedules().stream().anyMatch(s -> s.name().equals(cursor.schedule()));
        if (cursor.job().equals(key) && !kept) {
          facts.add(new Fact.CursorRemoved(key, cursor.schedule()));
        }
      }
    }
    facts.add(new Fact.CursorMoved(new ScheduleCursor(key, SCHEDULES[0], version, time())));
  }

  private void deleteJob(StoreModel now) {
    Job job = pick(now.jobs.values());
    boolean active =
        job != null
            && now.runs.values().stream()
                .anyMatch(run -> run.job().equals(job.key()) && !run.status().isEnd());
    if (job != null && !active) {
      facts.add(new Fact.JobDeleted(job.key(), time(), "bob"));
    }
  }

  private void moveCursor(StoreModel now) {
    Job job = pick(now.jobs.values());
    if (job != null) {
      String schedule = pick(job.spec().schedules()).name();
      Instant next = random.nextInt(4) == 0 ? null : time();
      facts.add(new Fact.CursorMoved(new ScheduleCursor(job.key(), schedule, job.version(), next)));
    }
  }

  private void createRun(StoreModel now) {
    Job job = pick(now.jobs.values());
    if (job == null) {
      return;
    }
    boolean scheduled = random.nextBoolean();
    long id = nextRun;
    nextRun += 1 + random.nextInt(random.nextInt(20) == 0 ? 1500 : 1);
    Run run =
        new Run(
            new RunId(id),
            job.key(),
            job.version(),
            scheduled ? Trigger.SCHEDULE : Trigger.API,
            scheduled ? SCHEDULES[0] : null,
            scheduled ? time() : null,
            scheduled ? null : random.nextBoolean() ? "key " + id : null,
            id > 5 && random.nextInt(9) == 0 ? new RunId(id - 1) : null,
            random.nextBoolean()
                ? SortedMaps.empty()
                : SortedMaps.copyOf(Map.of("year", "2012", "quote", "\"'\\\n")),
            random.nextBoolean() ? RunStatus.QUEUED : RunStatus.RUNNING,
            "because",
            scheduled ? null : "ann",
            time(),
            null,
            null);
    facts.add(new Fact.RunCreated(run));
    for (String task : TASKS) {
      facts.add(new Fact.TaskRunChanged(Samples.taskRun(id, task, TaskStatus.WAITING)));
    }
  }

  private void moveRun(StoreModel now) {
    Run run = pick(now.runs.values().stream().filter(r -> !r.status().isEnd()).toList());
    if (run == null) {
      return;
    }
    if (random.nextInt(3) == 0) {
      RunStatus end = pick(List.of(RunStatus.SUCCEEDED, RunStatus.FAILED, RunStatus.CANCELED));
      facts.add(new Fact.RunChanged(run.moved(end, "all done", time())));
      return;
    }
    String task = TASKS[random.nextInt(3)];
    TaskRun before = now.taskRuns.get(new TaskRunId(run.id(), task));
    int attempt = before == null ? 1 : before.lastAttempt() + 1;
    Attempt created = Samples.attempt(run.id().value(), task, attempt, AttemptStatus.DISPATCHED);
    facts.add(new Fact.AttemptCreated(created));
    facts.add(
        new Fact.TaskRunChanged(
            new TaskRun(
                new TaskRunId(run.id(), task),
                TaskStatus.RUNNING,
                attempt,
                random.nextInt(2),
                0,
                random.nextBoolean() ? null : time(),
                "placed",
                random.nextBoolean() ? SortedMaps.empty() : SortedMaps.copyOf(Map.of("rows", "17")),
                random.nextBoolean() ? null : created.id(),
                time(),
                null)));
    facts.add(new Fact.RunChanged(run.moved(RunStatus.RUNNING, "", time())));
  }

  private void moveAttempt(StoreModel now) {
    Attempt attempt =
        pick(
            now.attempts.values().stream().filter(a -> a.status() != AttemptStatus.ENDED).toList());
    if (attempt == null) {
      return;
    }
    boolean ends = random.nextBoolean();
    facts.add(
        new Fact.AttemptChanged(
            new Attempt(
                attempt.id(),
                attempt.executor(),
                attempt.incarnation(),
                attempt.token(),
                attempt.leased(),
                ends ? AttemptStatus.ENDED : AttemptStatus.RUNNING,
                ends ? pick(List.of(Outcome.values())) : null,
                ends && random.nextBoolean() ? random.nextInt() : null,
                "exit",
                attempt.lateOutcome(),
                random.nextBoolean(),
                attempt.dispatchedAt(),
                time(),
                ends ? time() : null)));
  }

  private void keepLateOutcome(StoreModel now) {
    Attempt attempt =
        pick(
            now.attempts.values().stream().filter(a -> a.status() == AttemptStatus.ENDED).toList());
    AttemptId id = attempt == null ? new AttemptId(new RunId(999_999_999), "x", 1) : attempt.id();
    facts.add(new Fact.LateOutcomeKept(id, Outcome.SUCCEEDED, "too late", time()));
  }

  private void note() {
    switch (random.nextInt(7)) {
      case 0 -> {
        ExecutorRow row = Samples.executor("executor-" + random.nextInt(3));
        facts.add(
            new Fact.ExecutorChanged(
                new ExecutorRow(
                    new ExecutorId(row.id().value()),
                    row.incarnation(),
                    row.home(),
                    random.nextBoolean() ? null : "disk",
                    random.nextBoolean(),
                    row.firstSeenAt(),
                    time(),
                    random.nextBoolean() ? null : row.capacity())));
      }
      case 1 ->
          facts.add(
              new Fact.FailoverEventRecorded(
                  new FailoverEvent(
                      pick(List.of(FailoverEvent.Kind.values())), "executor-1", 3, "gap", time())));
      case 2 ->
          facts.add(
              new Fact.AuditRecorded(
                  new AuditEntry("ann", "10.0.0.1", "trigger", "a/b", "why not", time())));
      case 3 ->
          facts.add(
              new Fact.IncidentChanged(
                  IncidentSamples.incident(1 + random.nextInt(8), random.nextBoolean())));
      case 4 ->
          facts.add(
              new Fact.IncidentTouched(
                  new IncidentTouch(
                      1 + random.nextInt(8),
                      new AttemptId(new RunId(1 + random.nextInt(20)), "a", 1),
                      time())));
      case 5 ->
          facts.add(
              new Fact.LeadershipChanged(
                  new LeadershipRow(
                      1 + random.nextInt(3), "c", Samples.T0, time(), "stepped down")));
      default ->
          facts.add(
              new Fact.FireSkipped(Samples.JOB, "hourly", time(), time(), 3, "MISFIRE", time()));
    }
  }

  /** Later than every time before, so fire times never repeat. */
  private Instant time() {
    nextMicro += 1 + random.nextInt(40_000_000);
    return Samples.T0.plusNanos(nextMicro * 1_000);
  }

  private <T> T pick(Collection<T> all) {
    if (all.isEmpty()) {
      return null;
    }
    int index = random.nextInt(all.size());
    return all.stream().skip(index).findFirst().orElseThrow();
  }
}
