package dev.baton.cli.faults.load;

import dev.baton.cli.faults.check.Promised;
import dev.baton.common.api.client.BatonClient;
import dev.baton.common.id.JobKey;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The jobs of the load. */
final class LoadJobs {
  static final JobKey RERUN = JobKey.parse("load/long-rerun");
  static final JobKey LEASED = JobKey.parse("load/long-leased");
  static final JobKey HELD = JobKey.parse("load/long-held");
  static final JobKey FAILS = JobKey.parse("load/long-fails");
  static final JobKey FLAKY = JobKey.parse("load/flaky");

  /** Those that run when asked. */
  static final List<JobKey> ASKED = List.of(RERUN, LEASED, HELD, FAILS, FLAKY);

  private static final long SECOND_MS = 1_000;
  private static final long GRAPH_EVERY_MS = 5_000;

  /** So far after being put that the schedule's first fire time is surely in the future. */
  private static final long AHEAD_MS = 8_000;

  private final Path script;
  private final int ticks;

  /** With the fire times that they promise, as yet without an end. */
  private final List<Promised> promised = new ArrayList<>();

  LoadJobs(Path script, int ticks) {
    this.script = script;
    this.ticks = ticks;
  }

  List<Promised> promised() {
    return promised;
  }

  void put(BatonClient client) {
    for (int i = 0; i < ticks; i++) {
      long firstMs = firstMs(i * SECOND_MS / ticks);
      String name = "load/tick-%03d".formatted(i);
      putScheduled(
          client,
          name,
          firstMs,
          SECOND_MS,
          "FIRE_ALL",
          "ALLOW",
          "  - {name: mark, java: probe-attempt, onExecutorLoss: RERUN_AFTER_LEASE}\n");
      promised.add(new Promised(name, SECOND_MS, firstMs, 0, false, false, false));
    }
    long skipMs = firstMs(500);
    putScheduled(
        client,
        "load/may-skip",
        skipMs,
        SECOND_MS,
        "FIRE_ONCE",
        "SKIP",
        "  - {name: mark, java: probe-attempt}\n");
    promised.add(new Promised("load/may-skip", SECOND_MS, skipMs, 0, true, false, false));
    long graphMs = firstMs(250);
    putScheduled(
        client,
        "load/graph",
        graphMs,
        GRAPH_EVERY_MS,
        "FIRE_ALL",
        "ALLOW",
        """
          - {name: extract, java: probe-attempt, onExecutorLoss: RERUN}
          - {name: left, after: [extract], java: probe-attempt, onExecutorLoss: RERUN}
          - {name: right, after: [extract], java: probe-attempt}
          - {name: join, after: [left, right], java: probe-attempt, onExecutorLoss: RERUN}
        """);
    promised.add(new Promised("load/graph", GRAPH_EVERY_MS, graphMs, 0, false, false, false));
    putAsked(client, RERUN, "RERUN", 40, "", false);
    putAsked(client, LEASED, "RERUN_AFTER_LEASE", 40, "", true);
    putAsked(client, HELD, "HOLD", 30, "", true);
    putAsked(client, FAILS, "FAIL", 30, "", true);
    putAsked(
        client, FLAKY, "RERUN_AFTER_LEASE", 4, "    retry: {attempts: 3, delay: 500ms}\n", true);
  }

  private static long firstMs(long offsetMs) {
    return (System.currentTimeMillis() + AHEAD_MS) / SECOND_MS * SECOND_MS + offsetMs;
  }

  private static void putScheduled(
      BatonClient client,
      String name,
      long firstMs,
      long everyMs,
      String misfire,
      String overlap,
      String tasks) {
    client.putJob(
        JobKey.parse(name),
        """
        job: %s
        schedules:
          - {every: %dms, startAt: %s, misfire: %s, misfireThreshold: 3s}
        overlap: %s
        tasks:
        """
                .formatted(name, everyMs, Instant.ofEpochMilli(firstMs), misfire, overlap)
            + tasks,
        "load");
  }

  private void putAsked(
      BatonClient client, JobKey job, String policy, int lines, String retry, boolean exclusive) {
    client.putJob(
        job,
        """
        job: %s
        overlap: ALLOW
        tasks:
          - name: work
            command: [env, -u, LD_PRELOAD, bash, "%s", "%d", "%d"]
            onExecutorLoss: %s
        """
                .formatted(job, script, lines, retry.isEmpty() ? 0 : 1, policy)
            + retry,
        "load");
    promised.add(new Promised(job.toString(), 0, 0, 0, false, exclusive, true));
  }
}
