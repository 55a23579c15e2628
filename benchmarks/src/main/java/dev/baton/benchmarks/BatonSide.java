package dev.baton.benchmarks;

import dev.baton.cli.lab.Lab;
import dev.baton.common.api.BulkRunsRequest;
import dev.baton.common.api.client.BatonClient;
import dev.baton.common.id.JobKey;
import dev.baton.common.job.SortedMaps;
import dev.baton.common.run.Trigger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Baton under measurement: coordinator and executor are processes of their own, in a lab. */
final class BatonSide implements AutoCloseable {
  private static final JobKey NOOP = JobKey.parse("bench/noop");
  private static final String EXECUTOR = "executor-1";
  private static final int BULK = 1_000;
  private static final long PATIENCE_MS = 180_000;

  private final BatonClient client;
  private final Path marks;
  private final Database database;
  private int rounds;

  BatonSide(Lab lab, Path marks, Database database) {
    this.client = lab.client();
    this.marks = marks;
    this.database = database;
    client.putJob(
        NOOP,
        """
        job: bench/noop
        overlap: ALLOW
        tasks:
          - name: noop
            java: probe-noop
            onExecutorLoss: RERUN
        """,
        "bench");
  }

  /** Runs a second, from the moment the executor may take them to the last stored outcome. */
  double backlog(int count) throws Exception {
    rounds++;
    client.cordon(EXECUTOR, "backlog");
    for (int from = 0; from < count; from += BULK) {
      List<String> keys = new ArrayList<>();
      for (int i = from; i < Math.min(count, from + BULK); i++) {
        keys.add("round-" + rounds + "-" + i);
      }
      client.triggerMany(
          NOOP, new BulkRunsRequest(keys, SortedMaps.empty(), Trigger.API, "backlog"));
    }
    String ended = "SELECT count(*) FROM runs WHERE ended_at IS NOT NULL AND job = 'bench/noop'";
    long before = database.number(ended);
    long startNanos = System.nanoTime();
    client.uncordon(EXECUTOR, "go");
    while (database.number(ended) < before + count) {
      if (System.nanoTime() - startNanos > PATIENCE_MS * 1_000_000) {
        throw new IllegalStateException(
            "only " + (database.number(ended) - before) + " of " + count + " runs have ended");
      }
      Thread.sleep(20);
    }
    return count / ((System.nanoTime() - startNanos) / 1e9);
  }

  /** Per-second jobs spread over the second; each run's own first statement says how late it is. */
  Lateness lateness(int perSecond, int seconds) throws Exception {
    long firstMs = (System.currentTimeMillis() / 1_000 + 5 + perSecond / 200) * 1_000;
    List<JobKey> jobs = new ArrayList<>();
    for (int i = 0; i < perSecond; i++) {
      JobKey job = JobKey.parse("bench/tick-%d-%04d".formatted(rounds, i));
      jobs.add(job);
      client.putJob(
          job,
          """
          job: %s
          schedules:
            - every: 1s
              startAt: %s
          overlap: ALLOW
          tasks:
            - name: mark
              java: probe-mark
              onExecutorLoss: RERUN
          """
              .formatted(job, Instant.ofEpochMilli(firstMs + i * 1_000L / perSecond)),
          "bench");
    }
    // The first seconds warm the JVMs up and are left out, as on the other side.
    Thread.sleep(Math.max(0, firstMs - System.currentTimeMillis()) + (seconds + 6L) * 1_000);
    for (JobKey job : jobs) {
      client.pauseJob(job, "measured");
    }
    return Lateness.of(read(firstMs + 5_000, firstMs + (seconds + 5L) * 1_000));
  }

  private long[] read(long fromMs, long toMs) throws IOException {
    List<Long> late = new ArrayList<>();
    try (Stream<Path> files = Files.list(marks)) {
      for (Path file : files.toList()) {
        for (String line : Files.readAllLines(file)) {
          String[] words = line.split(" ");
          long fireMs = Long.parseLong(words[2]);
          if (fireMs >= fromMs && fireMs < toMs) {
            late.add(Long.parseLong(words[3]) - fireMs);
          }
        }
      }
    }
    return late.stream().mapToLong(Long::longValue).toArray();
  }

  @Override
  public void close() {
    client.close();
  }
}
