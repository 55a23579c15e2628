package dev.baton.benchmarks;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.ExecutorId;
import dev.baton.common.id.FencingToken;
import dev.baton.common.id.Incarnation;
import dev.baton.common.id.JobKey;
import dev.baton.common.id.RunId;
import dev.baton.common.id.TaskRunId;
import dev.baton.common.job.SortedMaps;
import dev.baton.common.run.AttemptStatus;
import dev.baton.common.run.Outcome;
import dev.baton.common.run.RunStatus;
import dev.baton.common.run.TaskStatus;
import dev.baton.common.run.Trigger;
import dev.baton.coordinator.core.Input.StoreAnswer;
import dev.baton.coordinator.core.fact.Batch;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.core.state.Run;
import dev.baton.coordinator.core.state.ScheduleCursor;
import dev.baton.coordinator.core.state.TaskRun;
import dev.baton.coordinator.store.CoreStore;
import dev.baton.coordinator.store.CoreStore.CommitReading;
import dev.baton.coordinator.store.Store;
import dev.baton.coordinator.store.StoreSettings;
import dev.baton.coordinator.store.Stores;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * How many runs per second a store takes: each run has one task and one attempt, is created and
 * started in one batch and ended in the next, as under a backlog. Seven facts and six row writes a
 * run, and its events.
 *
 * <p>Arguments: {@code sqlite|postgres} [runs] [runs per batch] [jobs] [{@code
 * jdbc:postgresql://...} user password]. Without a URL a PostgreSQL is started for the purpose,
 * with fsync on.
 */
public final class StoreBench {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final ExecutorId EXECUTOR = new ExecutorId("executor-1");
  private static final Incarnation INCARNATION = new Incarnation("3f6c0d8e");
  private static final String TASK = "main";

  private final CoreStore store;
  private final long epoch;
  private final int jobs;
  private long nextEvent;
  private long batches;

  private StoreBench(CoreStore store, long epoch, long nextEvent, int jobs) {
    this.store = store;
    this.epoch = epoch;
    this.nextEvent = nextEvent;
    this.jobs = jobs;
  }

  public static void main(String[] args) throws Exception {
    String kind = args.length > 0 ? args[0] : "sqlite";
    int runs = args.length > 1 ? Integer.parseInt(args[1]) : 200_000;
    int perBatch = args.length > 2 ? Integer.parseInt(args[2]) : 1_000;
    int jobs = args.length > 3 ? Integer.parseInt(args[3]) : 100;
    if (kind.equals("sqlite")) {
      Path directory = Files.createTempDirectory("baton-bench");
      bench(StoreSettings.sqlite(directory.resolve("baton.db").toString()), runs, perBatch, jobs);
    } else if (args.length > 6) {
      bench(StoreSettings.postgres(args[4], args[5], args[6]), runs, perBatch, jobs);
    } else {
      try (EmbeddedPostgres server = server()) {
        String url = "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
        bench(StoreSettings.postgres(url, "postgres", "postgres"), runs, perBatch, jobs);
      }
    }
  }

  private static EmbeddedPostgres server() throws IOException {
    return EmbeddedPostgres.builder()
        .setServerConfig("fsync", "on")
        .setServerConfig("full_page_writes", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("max_wal_size", "4GB")
        .start();
  }

  private static void bench(StoreSettings settings, int runs, int perBatch, int jobs) {
    try (Store opened = Stores.open(settings)) {
      CoreStore store = opened.core();
      long epoch = store.readEpoch().epoch() + 1;
      check(store.raise(epoch - 1, epoch, "bench", null), "raise");
      long started = System.nanoTime();
      var snapshot = store.load(epoch).snapshot();
      long loadedMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
      System.out.println("load: " + loadedMs + " ms, next run " + snapshot.nextRunId());
      StoreBench bench = new StoreBench(store, epoch, snapshot.nextEventNumber(), jobs);
      long next = snapshot.nextRunId();
      next = bench.run(next, Math.min(runs, 20_000), perBatch, "warm-up");
      bench.run(next, runs, perBatch, settings.isSqlite() ? "SQLite" : "PostgreSQL");
    }
  }

  private long run(long first, int runs, int perBatch, String name) {
    long end = first + runs;
    List<Long> latencies = new ArrayList<>();
    long started = System.nanoTime();
    for (long at = first; at < end + perBatch; at += perBatch) {
      List<Fact> facts = new ArrayList<>(perBatch * 8);
      for (long id = Math.max(first, at - perBatch); id < Math.min(at, end); id++) {
        end(id, facts);
      }
      for (long id = at; id < Math.min(at + perBatch, end); id++) {
        begin(id, facts);
      }
      long before = System.nanoTime();
      commit(facts);
      latencies.add(System.nanoTime() - before);
    }
    report(name, runs, perBatch, System.nanoTime() - started, latencies);
    return end;
  }

  private static void report(
      String name, int runs, int perBatch, long nanos, List<Long> latencies) {
    long[] sorted = latencies.stream().mapToLong(Long::longValue).sorted().toArray();
    System.out.printf(
        Locale.ROOT,
        "%-10s %,d runs in batches of %d: %,.0f runs/s; commit p50 %.1f ms, p99 %.1f ms%n",
        name,
        runs,
        perBatch,
        runs * 1e9 / nanos,
        sorted[sorted.length / 2] / 1e6,
        sorted[(int) (sorted.length * 0.99)] / 1e6);
    System.out.flush();
    Arrays.fill(sorted, 0);
  }

  private void commit(List<Fact> facts) {
    CommitReading reading = store.commit(new Batch(++batches, epoch, nextEvent, facts));
    check(reading.answer(), reading.detail());
    nextEvent += facts.size();
  }

  private static void check(StoreAnswer answer, String what) {
    if (answer != StoreAnswer.OK) {
      throw new IllegalStateException(answer + ": " + what);
    }
  }

  private void begin(long id, List<Fact> facts) {
    Run run = run(id);
    facts.add(new Fact.CursorMoved(new ScheduleCursor(run.job(), "main", 1, run.fireAt())));
    facts.add(new Fact.RunCreated(run));
    facts.add(new Fact.AttemptCreated(attempt(id, AttemptStatus.DISPATCHED)));
    facts.add(new Fact.TaskRunChanged(taskRun(id, TaskStatus.RUNNING)));
  }

  private void end(long id, List<Fact> facts) {
    facts.add(new Fact.AttemptChanged(attempt(id, AttemptStatus.RUNNING)));
    facts.add(new Fact.AttemptChanged(attempt(id, AttemptStatus.ENDED)));
    facts.add(new Fact.TaskRunChanged(taskRun(id, TaskStatus.SUCCEEDED)));
    facts.add(new Fact.RunChanged(run(id).moved(RunStatus.SUCCEEDED, "", at(id).plusMillis(40))));
  }

  private static Instant at(long id) {
    return START.plus(Duration.ofNanos(id * 100_000));
  }

  private Run run(long id) {
    return new Run(
        new RunId(id),
        new JobKey("bench", "job-" + id % jobs),
        1,
        Trigger.SCHEDULE,
        "main",
        at(id),
        null,
        null,
        SortedMaps.empty(),
        RunStatus.RUNNING,
        "",
        null,
        at(id),
        at(id),
        null);
  }

  private static TaskRun taskRun(long id, TaskStatus status) {
    boolean ended = status.isEnd();
    AttemptId attempt = new AttemptId(new RunId(id), TASK, 1);
    return new TaskRun(
        new TaskRunId(new RunId(id), TASK),
        status,
        1,
        0,
        0,
        null,
        "",
        SortedMaps.empty(),
        ended ? attempt : null,
        at(id),
        ended ? at(id).plusMillis(40) : null);
  }

  private static Attempt attempt(long id, AttemptStatus status) {
    boolean ended = status == AttemptStatus.ENDED;
    return new Attempt(
        new AttemptId(new RunId(id), TASK, 1),
        EXECUTOR,
        INCARNATION,
        new FencingToken(7, 1),
        true,
        status,
        ended ? Outcome.SUCCEEDED : null,
        ended ? 0 : null,
        "",
        null,
        false,
        at(id),
        status == AttemptStatus.DISPATCHED ? null : at(id).plusMillis(20),
        ended ? at(id).plusMillis(40) : null);
  }
}
