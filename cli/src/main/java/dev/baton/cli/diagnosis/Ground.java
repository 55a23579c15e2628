package dev.baton.cli.diagnosis;

import dev.baton.cli.faults.inject.FaultSite;
import dev.baton.cli.lab.Lab;
import dev.baton.cli.lab.LabException;
import dev.baton.cli.lab.LabSettings;
import dev.baton.cli.lab.Member;
import dev.baton.cli.lab.Member.Role;
import dev.baton.cli.lab.Wiring;
import dev.baton.common.api.AttemptRef;
import dev.baton.common.api.AttemptView;
import dev.baton.common.api.ExecutorView.ExecutorStatus;
import dev.baton.common.api.RunView;
import dev.baton.common.api.TriggerRequest;
import dev.baton.common.api.client.BatonClient;
import dev.baton.common.api.client.ClientException;
import dev.baton.common.api.client.RunQuery;
import dev.baton.common.id.JobKey;
import dev.baton.common.job.SortedMaps;
import dev.baton.common.run.Outcome;
import dev.baton.common.run.Trigger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** A lab with its load: what every trial stands on. */
final class Ground implements AutoCloseable {
  private static final int COORDINATORS = 3;
  private static final int SLOTS = 16;
  private static final int DISK_MB = 48;

  /** Long runs of each policy for each executor. */
  private static final int LONG_RUNS = 1;

  private static final long LOOK_EVERY_MS = 50;
  private static final long CALM_PATIENCE_MS = 90_000;
  private static final long START_PATIENCE_MS = 20_000;
  private static final int MAX_RUNS = 200;
  private static final Duration CALL_PATIENCE = Duration.ofSeconds(10);

  private final LabSettings settings;
  private final Lab lab;
  private final FaultSite site;
  private final Traces traces;
  private final BatonClient client;
  private final MachineBusy machine = new MachineBusy();

  /** When each executor was last harmed, by a count of trials: one that flaps has another cause. */
  private final Map<String, Integer> harmed = new LinkedHashMap<>();

  private int harms;

  private Ground(LabSettings settings, Lab lab, Traces traces) {
    this.settings = settings;
    this.lab = lab;
    this.site = new FaultSite(lab);
    this.traces = traces;
    this.client = lab.client(CALL_PATIENCE);
    machine.begin();
  }

  static Ground start(Path directory, Path handlers, int executors) {
    Path marks = directory.toAbsolutePath().normalize().resolve("marks");
    try {
      Files.createDirectories(marks);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    boolean smallDisks = Lab.smallDiskMissing().isEmpty();
    LabSettings settings =
        LabSettings.of(directory, COORDINATORS, executors)
            .withSlots(SLOTS)
            .withTasks(
                handlers,
                Map.of(
                    "PROBE_MARKS",
                    marks.toString(),
                    "JAVA_TOOL_OPTIONS",
                    "-XX:+ExitOnOutOfMemoryError"))
            .withWiring(Wiring.best())
            .withExecutorDisk(smallDisks ? DISK_MB : 0);
    return new Ground(settings, Lab.create(settings), new Traces(marks));
  }

  LabSettings settings() {
    return settings;
  }

  Lab lab() {
    return lab;
  }

  FaultSite site() {
    return site;
  }

  Traces traces() {
    return traces;
  }

  BatonClient client() {
    return client;
  }

  MachineBusy machine() {
    return machine;
  }

  List<String> names(Role role) {
    return lab.members().stream()
        .filter(member -> member.role() == role)
        .map(Member::name)
        .toList();
  }

  /** An executor whose last harm is longest ago. */
  String victim(Random random) {
    List<String> executors = new ArrayList<>(names(Role.EXECUTOR));
    int least =
        executors.stream().mapToInt(name -> harmed.getOrDefault(name, 0)).min().orElseThrow();
    executors.removeIf(name -> harmed.getOrDefault(name, 0) > least);
    String victim = executors.get(random.nextInt(executors.size()));
    harmed.put(victim, ++harms);
    return victim;
  }

  /** Waits until everything stands: all processes, a leader, all executors. */
  void awaitCalm() throws InterruptedException {
    int executors = names(Role.EXECUTOR).size();
    await(
        "all members to stand",
        CALM_PATIENCE_MS,
        () -> {
          lab.failIfOneHasEnded();
          return client.cluster().coordinators().size() >= COORDINATORS
              && client.executors().stream()
                      .filter(view -> view.status() == ExecutorStatus.UP && view.leaseLeftMs() > 0)
                      .count()
                  >= executors;
        });
  }

  /** After a trial that failed: takes back every fault that it may have left, then as above. */
  void repair() throws InterruptedException {
    lab.removeRules();
    for (Member member : lab.members()) {
      if (settings.wiring() == Wiring.HOSTS && member.role() == Role.EXECUTOR) {
        lab.hosts().plug(member.name());
      }
      lab.resume(member.name());
      if (lab.standing(member).equals("GONE")) {
        lab.start(member.name());
      }
    }
    awaitCalm();
  }

  long trigger(JobKey job, String gate) {
    return client
        .trigger(
            job,
            new TriggerRequest(
                null, SortedMaps.copyOf(Map.of(Jobs.GATE, gate)), Trigger.API, "diagnosis"))
        .run();
  }

  /** Starts long runs on all executors; returns when each attempt has written that it began. */
  List<Long> startLongRuns(String gate) throws InterruptedException {
    List<Long> runs = new ArrayList<>();
    for (int i = 0; i < LONG_RUNS * names(Role.EXECUTOR).size(); i++) {
      runs.add(trigger(Jobs.RERUN, gate));
      runs.add(trigger(Jobs.LEASED, gate));
    }
    await(
        "all long runs to begin",
        START_PATIENCE_MS,
        () ->
            traces.of(runs).stream().filter(trace -> !trace.executor().isEmpty()).count()
                >= runs.size());
    return runs;
  }

  void awaitEnd(List<Long> runs, long patienceMs) throws InterruptedException {
    Set<Long> open = new LinkedHashSet<>(runs);
    await(
        "runs to end: " + runs,
        patienceMs,
        () -> {
          open.removeIf(run -> client.run(run).run().status().isEnd());
          return open.isEmpty();
        });
  }

  /** Attempts of short runs since then that an executor did not bring to their end. */
  Set<AttemptRef> lostShortAttempts(Instant since, String executor) {
    Set<AttemptRef> lost = new LinkedHashSet<>();
    List<RunView> runs =
        client.runs(new RunQuery(Jobs.TICK, Set.of(), since, null), null, MAX_RUNS).items();
    for (RunView run : runs) {
      for (AttemptView attempt : client.run(run.id()).tasks().getFirst().attempts()) {
        boolean gone = attempt.outcome() == Outcome.LOST || attempt.outcome() == Outcome.SUPERSEDED;
        if (gone && executor.equals(attempt.executor())) {
          lost.add(new AttemptRef(attempt.run(), attempt.task(), attempt.number()));
        }
      }
    }
    return lost;
  }

  void await(String what, long patienceMs, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + patienceMs * 1_000_000;
    while (!holds(condition)) {
      if (System.nanoTime() > deadline) {
        throw new LabException("waited " + patienceMs / 1_000 + " s in vain for " + what);
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

  /**
   * The begun attempts of those runs that never came to their own end, or not before another took
   * their place.
   */
  Set<AttemptRef> cutOff(List<Long> runs) {
    return affected(traces.of(runs));
  }

  static Set<AttemptRef> affected(List<Traces.Trace> traces) {
    Set<AttemptRef> begun =
        traces.stream().map(Traces.Trace::attempt).collect(Collectors.toCollection(HashSet::new));
    return traces.stream()
        .filter(trace -> !trace.ended() || begun.contains(next(trace.attempt())))
        .map(Traces.Trace::attempt)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static AttemptRef next(AttemptRef attempt) {
    return new AttemptRef(attempt.run(), attempt.task(), attempt.attempt() + 1);
  }

  @Override
  public void close() {
    machine.close();
    client.close();
  }
}
