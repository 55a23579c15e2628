package dev.baton.benchmarks;

import dev.baton.cli.lab.Lab;
import dev.baton.cli.lab.Member;
import dev.baton.common.api.BulkRunsRequest;
import dev.baton.common.api.client.BatonClient;
import dev.baton.common.id.JobKey;
import dev.baton.common.job.SortedMaps;
import dev.baton.common.run.Trigger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Baton under measurement: coordinator and executor are processes of their own, in a lab. */
final class BatonSide implements Side {
  private static final JobKey NOOP = JobKey.parse("bench/noop");
  private static final String EXECUTOR = "executor-1";
  private static final int BULK = 1_000;
  private static final long JOB_PUT_MS = 10;

  /** Cheap to ask; the runs themselves are counted once at the end. */
  private static final String ENDED =
      "SELECT coalesce(sum(run_count), 0) FROM baton.run_minutes WHERE job = 'bench/noop' AND"
          + " status = 'SUCCEEDED'";

  private final Lab lab;
  private final BatonClient client;
  private final Path marks;
  private final Database database;
  private final List<JobKey> ticks = new ArrayList<>();
  private int backlogs;
  private long storedBefore;

  BatonSide(Lab lab, Path marks, Database database) {
    this.lab = lab;
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

  @Override
  public String name() {
    return "Baton";
  }

  @Override
  public List<Long> processes() {
    return lab.members().stream()
        .filter(member -> member.role() != Member.Role.POSTGRES)
        .map(Member::pid)
        .toList();
  }

  @Override
  public void fill(int count) throws Exception {
    backlogs++;
    client.cordon(EXECUTOR, "backlog");
    for (int from = 0; from < count; from += BULK) {
      List<String> keys = new ArrayList<>();
      for (int i = from; i < Math.min(count, from + BULK); i++) {
        keys.add("backlog-" + backlogs + "-" + i);
      }
      client.triggerMany(
          NOOP, new BulkRunsRequest(keys, SortedMaps.empty(), Trigger.API, "backlog"));
    }
    database.execute("VACUUM ANALYZE");
    storedBefore = database.number(ENDED);
  }

  /** From the moment the executor may take runs. */
  @Override
  public double drain(int count) throws Exception {
    long startNanos = System.nanoTime();
    client.uncordon(EXECUTOR, "go");
    database.await(ENDED, storedBefore + count);
    double perSecond = count / ((System.nanoTime() - startNanos) / 1e9);
    checkStored(storedBefore + count);
    return perSecond;
  }

  /** The runs themselves, and not only what was counted of them. */
  private void checkStored(long wanted) throws SQLException {
    long stored =
        database.number(
            "SELECT count(*) FROM baton.runs r JOIN baton.attempts a ON a.run_id = r.id"
                + " WHERE r.job = 'bench/noop' AND r.status = 'SUCCEEDED' AND r.ended_at IS NOT"
                + " NULL AND a.outcome = 'SUCCEEDED'");
    if (stored != wanted) {
      throw new IllegalStateException(stored + " runs ended well in the store, not " + wanted);
    }
  }

  /** Per-second jobs spread over the second; each run's own first statement says how late it is. */
  @Override
  public Lateness lateness(int perSecond, int seconds) throws Exception {
    long firstMs =
        (System.currentTimeMillis() + perSecond * JOB_PUT_MS + Lateness.WARM_UP_S * 1_000L)
            / 1_000
            * 1_000;
    boolean known = !ticks.isEmpty();
    for (int i = 0; i < perSecond; i++) {
      if (known) {
        client.resumeJob(ticks.get(i), "measuring");
      } else {
        ticks.add(putTick(i, firstMs + i * 1_000L / perSecond));
      }
    }
    // Counted from here: all jobs fire now.
    long allMs = Math.max(firstMs, (System.currentTimeMillis() / 1_000 + 1) * 1_000);
    long fromMs = allMs + Lateness.WARM_UP_S * 1_000L;
    long toMs = fromMs + seconds * 1_000L;
    Thread.sleep(toMs - System.currentTimeMillis() + 1_000);
    for (JobKey job : ticks) {
      client.pauseJob(job, "measured");
    }
    database.await(
        "SELECT coalesce(sum(bit_count(active)), 0) FROM baton.run_blocks WHERE active IS NOT NULL",
        0);
    checkFires(fromMs, toMs, perSecond * seconds);
    Lateness late = Lateness.of(read(fromMs, toMs));
    late.expect(perSecond * seconds);
    return late;
  }

  private JobKey putTick(int number, long startMs) {
    JobKey job = JobKey.parse("bench/tick-%04d".formatted(number));
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
            .formatted(job, Instant.ofEpochMilli(startMs)),
        "bench");
    return job;
  }

  /** Each fire time is one run that has ended well. */
  private void checkFires(long fromMs, long toMs, int wanted) throws SQLException {
    long stored =
        database.number(
            "SELECT count(*) FROM baton.runs WHERE fire_at >= "
                + fromMs * 1_000
                + " AND fire_at < "
                + toMs * 1_000
                + " AND status = 'SUCCEEDED' AND job LIKE 'bench/tick-%'");
    if (stored != wanted) {
      throw new IllegalStateException(stored + " runs ended well for " + wanted + " fire times");
    }
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
