package dev.baton.cli.drill;

import dev.baton.cli.lab.Lab;
import dev.baton.cli.lab.LabException;
import dev.baton.cli.lab.LabSettings;
import dev.baton.cli.lab.Member;
import dev.baton.cli.lab.Wiring;
import dev.baton.common.api.AttemptView;
import dev.baton.common.api.TriggerRequest;
import dev.baton.common.api.client.BatonClient;
import dev.baton.common.api.client.ClientException;
import dev.baton.common.id.JobKey;
import dev.baton.common.job.SortedMaps;
import dev.baton.common.run.AttemptStatus;
import dev.baton.common.run.Trigger;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** A lab with its load: what every drill stands on. */
final class DrillGround implements AutoCloseable {
  /** Of the per-second jobs. */
  static final long EVERY_MS = 1_000;

  static final JobKey LONG_RERUN = JobKey.parse("drill/long-rerun");
  static final JobKey LONG_LEASED = JobKey.parse("drill/long-leased");

  /** A per-second fire that has not been marked after this long is lost. */
  static final long SETTLE_MS = 15_000;

  private static final long LOOK_EVERY_MS = 20;

  final Lab lab;
  final Marks marks;
  final PrintStream out;
  private final int jobs;
  private final List<PerSecondFires.ExecutorFault> executorFaults = new ArrayList<>();
  private BatonClient client;

  private DrillGround(Lab lab, Marks marks, int jobs, PrintStream out) {
    this.lab = lab;
    this.marks = marks;
    this.jobs = jobs;
    this.out = out;
    this.client = lab.client();
  }

  /**
   * Starts a lab for drills.
   *
   * @param handlers the samples' jar, which has the probes
   * @param jobs per-second jobs
   * @param relays whether all links pass relays, so that they can be cut
   */
  static DrillGround start(
      Path directory,
      Path handlers,
      int coordinators,
      int executors,
      int jobs,
      boolean relays,
      PrintStream out) {
    Path marksFolder = directory.toAbsolutePath().resolve("marks");
    try {
      Files.createDirectories(marksFolder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Lab lab =
        Lab.create(
            LabSettings.of(directory, coordinators, executors)
                .withSlots(64)
                .withTasks(handlers, Map.of("PROBE_MARKS", marksFolder.toString()))
                .withWiring(relays ? Wiring.RELAYED : Wiring.STORE_RELAYED));
    return new DrillGround(lab, new Marks(marksFolder), jobs, out);
  }

  /** An executor was dead or paused from then until now. */
  void executorWasAway(long fromMs) {
    executorFaults.add(new PerSecondFires.ExecutorFault(fromMs, System.currentTimeMillis()));
  }

  /** What the leader recorded of incidents. */
  Incidents incidents() {
    return new Incidents(this);
  }

  BatonClient client() {
    return client;
  }

  /** Puts the load on: per-second jobs whose fire times are spread over the second. */
  void load() {
    long firstMs = (System.currentTimeMillis() / 1_000 + 4) * 1_000;
    for (int i = 0; i < jobs; i++) {
      Instant startAt = Instant.ofEpochMilli(firstMs + i * EVERY_MS / jobs);
      client.putJob(
          tick(i),
          """
          job: %s
          schedules:
            - every: 1s
              startAt: %s
              misfire: FIRE_ALL
          overlap: ALLOW
          tasks:
            - name: mark
              java: probe-mark
              onExecutorLoss: RERUN_AFTER_LEASE
          """
              .formatted(tick(i), startAt),
          "drill");
    }
  }

  void putLongJobs() {
    putLong(LONG_RERUN, "RERUN");
    putLong(LONG_LEASED, "RERUN_AFTER_LEASE");
  }

  private void putLong(JobKey job, String policy) {
    // Its child leaves the session, as daemons do; both must end with the attempt.
    client.putJob(
        job,
        """
        job: %s
        overlap: ALLOW
        tasks:
          - name: work
            shell: |
              log="$PROBE_MARKS/attempt-$BATON_RUN-$BATON_ATTEMPT.log"
              echo "start $(date +%%s%%3N) $BATON_TOKEN" >> "$log"
              setsid sh -c 'while :; do sleep 1; done' </dev/null >/dev/null 2>&1 &
              i=0
              while [ $i -lt 3000 ]; do
                echo "beat $(date +%%s%%3N)" >> "$log"
                sleep 0.1
                i=$((i+1))
              done
            onExecutorLoss: %s
        """
            .formatted(job, policy),
        "drill");
  }

  private static JobKey tick(int i) {
    return JobKey.parse("drill/tick-%03d".formatted(i));
  }

  /** Ends the load; what was due is marked or lost soon after. Answers the last instant judged. */
  long endLoad() throws InterruptedException {
    long untilMs = System.currentTimeMillis() - 1_000;
    Thread.sleep(SETTLE_MS);
    for (int i = 0; i < jobs; i++) {
      client.pauseJob(tick(i), "drill over");
    }
    return untilMs;
  }

  /** Judges all per-second jobs; also that each of them has run at all. */
  PerSecondFires.Verdict judge(long untilMs) {
    List<Mark> all = marks.all();
    PerSecondFires.Verdict verdict = PerSecondFires.judge(all, EVERY_MS, untilMs, executorFaults);
    long seen = all.stream().map(Mark::job).distinct().count();
    if (seen != jobs) {
      throw new LabException("only " + seen + " of " + jobs + " per-second jobs have ever run");
    }
    return verdict;
  }

  /** The latest start, by its own first statement, of fire times in that span. */
  long latestStartMs(long fromMs, long toMs) {
    return marks.all().stream()
        .filter(mark -> mark.fireMs() >= fromMs && mark.fireMs() <= toMs)
        .mapToLong(Mark::latenessMs)
        .max()
        .orElseThrow(() -> new LabException("no fire time was marked in that span"));
  }

  /** When the last of the fire times in that span was started. */
  long lastStartMs(long fromMs, long toMs) {
    return marks.all().stream()
        .filter(mark -> mark.fireMs() >= fromMs && mark.fireMs() <= toMs)
        .mapToLong(Mark::startedMs)
        .max()
        .orElseThrow(() -> new LabException("no fire time was marked in that span"));
  }

  /** Waits until that executor takes work. */
  void awaitExecutor(String executor, long patienceMs) throws InterruptedException {
    await(
        executor + " to join again",
        patienceMs,
        () ->
            client.executors().stream()
                .anyMatch(view -> view.id().equals(executor) && view.leaseLeftMs() > 0));
  }

  /** Waits until somebody else leads. */
  void awaitOtherLeader(String than, long patienceMs) throws InterruptedException {
    await(
        "another leader than " + than,
        patienceMs,
        () -> {
          var view = lab.cluster();
          return view != null && !view.leader().equals(than);
        });
  }

  long trigger(JobKey job) {
    return client
        .trigger(job, new TriggerRequest(null, SortedMaps.empty(), Trigger.API, "drill"))
        .run();
  }

  /** The attempt of that number, or null while there is none. */
  AttemptView attempt(long run, int number) {
    return client.run(run).tasks().getFirst().attempts().stream()
        .filter(attempt -> attempt.number() == number)
        .findFirst()
        .orElse(null);
  }

  boolean isRunning(long run, int number) {
    AttemptView attempt = attempt(run, number);
    return attempt != null
        && attempt.status() == AttemptStatus.RUNNING
        && !marks.ofAttempt(run, number).isEmpty();
  }

  /** When that attempt wrote its first line; waits for it. */
  long startedMs(long run, int number, long patienceMs) throws InterruptedException {
    await(
        "attempt " + number + " of run " + run + " to start",
        patienceMs,
        () -> !marks.ofAttempt(run, number).isEmpty());
    return Long.parseLong(marks.ofAttempt(run, number).getFirst().split(" ")[1]);
  }

  /** When that attempt wrote its last line so far. */
  long lastBeatMs(long run, int number) {
    return Long.parseLong(marks.ofAttempt(run, number).getLast().split(" ")[1]);
  }

  void await(String what, long patienceMs, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + patienceMs * 1_000_000;
    while (!holds(condition)) {
      if (System.nanoTime() > deadline) {
        throw new LabException("waited " + patienceMs + " ms in vain for " + what);
      }
      Thread.sleep(LOOK_EVERY_MS);
    }
  }

  private static boolean holds(BooleanSupplier condition) {
    try {
      return condition.getAsBoolean();
    } catch (ClientException e) {
      return false;
    }
  }

  /** Waits until the coordinator answers again and somebody leads. */
  void awaitCalm() throws InterruptedException {
    await("a leader", 30_000, () -> lab.cluster() != null);
    int coordinators =
        (int)
            lab.members().stream()
                .filter(member -> member.role() == Member.Role.COORDINATOR)
                .count();
    await(
        "all coordinators to stand",
        60_000,
        () -> {
          lab.failIfOneHasEnded();
          return client.cluster().coordinators().size() >= coordinators;
        });
  }

  @Override
  public void close() {
    client.close();
  }
}
