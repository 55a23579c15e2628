package dev.baton.cli.faults.load;

import dev.baton.cli.faults.check.Asked;
import dev.baton.cli.faults.check.Promised;
import dev.baton.cli.lab.Lab;
import dev.baton.common.api.RerunRequest;
import dev.baton.common.api.RunDetailView;
import dev.baton.common.api.TriggerRequest;
import dev.baton.common.api.client.BatonClient;
import dev.baton.common.api.client.ClientException;
import dev.baton.common.id.JobKey;
import dev.baton.common.job.SortedMaps;
import dev.baton.common.run.RerunMode;
import dev.baton.common.run.Trigger;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** Jobs that fire by themselves, and a client that keeps asking. */
public final class Load implements AutoCloseable {
  private static final long NANOS_PER_MS = 1_000_000;

  private static final Duration CALL_PATIENCE = Duration.ofSeconds(3);

  /** At the ends, where everything depends on one call. */
  private static final Duration END_PATIENCE = Duration.ofMinutes(3);

  private static final long MOST_BETWEEN_MS = 2_500;

  /** Requests without an answer that are asked again; more than an outage of minutes brings. */
  private static final int MAX_UNANSWERED = 1_000;

  /** Runs remembered for cancels, reruns and decisions. */
  private static final int MAX_RECENT = 40;

  private final Lab lab;
  private final BatonClient client;
  private final LoadJobs jobs;
  private final Random random;
  private final Thread asker;
  private final List<Asked> asked = new ArrayList<>();
  private final ArrayDeque<Request> unanswered = new ArrayDeque<>();
  private final ArrayDeque<Long> recent = new ArrayDeque<>();
  private volatile boolean stopped;
  private int requests;

  /** Something that is asked under a key until there is an answer. */
  private record Request(JobKey job, String key, Supplier<Long> call) {}

  /**
   * @param folder for the script that tasks run
   * @param ticks jobs that fire each second
   */
  public Load(Lab lab, Path folder, int ticks, long seed) {
    this.lab = lab;
    this.client = lab.client(CALL_PATIENCE);
    this.jobs = new LoadJobs(writeScript(folder), ticks);
    this.random = new Random(seed);
    this.asker = Thread.ofPlatform().name("load").unstarted(this::ask);
  }

  /**
   * What executors tell their tasks.
   *
   * @param marks folder for what attempts write
   */
  public static Map<String, String> environment(Path marks) {
    // What attempts write must not follow the stepped clock of their executor. The monotonic clock
    // is one for all processes of a machine, and nobody steps it.
    long zeroMs = System.currentTimeMillis() - System.nanoTime() / NANOS_PER_MS;
    return Map.of("PROBE_MARKS", marks.toString(), "PROBE_CLOCK_ZERO_MS", Long.toString(zeroMs));
  }

  private static Path writeScript(Path folder) {
    Path script = folder.toAbsolutePath().resolve("attempt.sh");
    try (InputStream text = Load.class.getResourceAsStream("attempt.sh")) {
      Files.write(script, text.readAllBytes());
      return script;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + script, e);
    }
  }

  /** Puts the jobs and begins to ask. */
  public void start() {
    try (BatonClient patient = lab.client(END_PATIENCE)) {
      jobs.put(patient);
    }
    asker.start();
  }

  private void ask() {
    try {
      while (!stopped) {
        Thread.sleep(random.nextLong(MOST_BETWEEN_MS));
        switch (random.nextInt(10)) {
          case 0 -> cancel();
          case 1 -> rerun();
          case 2 -> decide();
          default -> trigger();
        }
        askAgain();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void trigger() {
    JobKey job = LoadJobs.ASKED.get(random.nextInt(LoadJobs.ASKED.size()));
    String key = "load-" + ++requests;
    Request request =
        new Request(
            job,
            key,
            () ->
                client
                    .trigger(
                        job, new TriggerRequest(key, SortedMaps.empty(), Trigger.MANUAL, "load"))
                    .run());
    answer(request);
    if (random.nextInt(4) == 0) {
      answer(request);
    }
  }

  private void rerun() {
    Long run = recent.peekFirst();
    if (run == null) {
      return;
    }
    RunDetailView detail;
    try {
      detail = client.run(run);
    } catch (ClientException e) {
      return;
    }
    if (detail.run().status().isEnd()) {
      String key = "rerun-" + ++requests;
      answer(
          new Request(
              JobKey.parse(detail.run().job()),
              key,
              () ->
                  client
                      .rerun(run, new RerunRequest(RerunMode.ALL, null, key, false, "load"))
                      .run()));
      recent.pollFirst();
    }
  }

  private void cancel() {
    Long run = recent.peekLast();
    if (run != null) {
      quietly(() -> client.cancel(run, "load"));
    }
  }

  /** The oldest run that waits for an operator is run again. */
  private void decide() {
    quietly(() -> new HeldRuns(client).decideOldest(LoadJobs.HELD));
  }

  /** What is refused or not answered here is told by what becomes of the run. */
  private static void quietly(Runnable call) {
    try {
      call.run();
    } catch (ClientException e) {
      // The run has ended meanwhile, or nobody answers; either may happen under faults.
    }
  }

  private void answer(Request request) {
    try {
      long run = request.call().get();
      asked.add(new Asked(request.job().toString(), request.key(), run));
      recent.addLast(run);
      if (recent.size() > MAX_RECENT) {
        recent.removeFirst();
      }
    } catch (ClientException e) {
      asked.add(new Asked(request.job().toString(), request.key(), 0));
      if (unanswered.size() < MAX_UNANSWERED) {
        unanswered.addLast(request);
      }
    }
  }

  private void askAgain() {
    Request request = unanswered.pollFirst();
    if (request != null) {
      answer(request);
    }
  }

  /**
   * Ends the asking; what is without an answer is asked once more. Schedules go on until {@link
   * #pause}.
   *
   * @return what was promised until now
   */
  public List<Promised> stop() throws InterruptedException {
    stopped = true;
    asker.join();
    for (int i = unanswered.size(); i > 0; i--) {
      askAgain();
    }
    long untilMs = System.currentTimeMillis();
    return jobs.promised().stream()
        .map(job ->
            new Promised(
                job.job(),
                job.everyMs(),
                job.firstMs(),
                untilMs,
                job.maySkip(),
                job.exclusive(),
                job.logged()))
        .toList();
  }

  /** Ends the schedules. */
  public void pause() {
    try (BatonClient patient = lab.client(END_PATIENCE)) {
      for (Promised job : jobs.promised()) {
        if (job.everyMs() > 0) {
          patient.pauseJob(JobKey.parse(job.job()), "load over");
        }
      }
    }
  }

  /** Every answer; read it after {@link #stop}. */
  public List<Asked> asked() {
    return List.copyOf(asked);
  }

  @Override
  public void close() {
    stopped = true;
    asker.interrupt();
    client.close();
  }
}
