package dev.baton.cli.faults.check;

import static dev.baton.cli.faults.check.ApiReader.ms;
import static dev.baton.cli.faults.check.ApiReader.text;

import dev.baton.cli.faults.check.History.AttemptFact;
import dev.baton.cli.faults.check.History.ChangeFact;
import dev.baton.cli.faults.check.History.IncidentFact;
import dev.baton.cli.faults.check.History.LogFact;
import dev.baton.cli.faults.check.History.RunFact;
import dev.baton.cli.faults.check.History.SkipFact;
import dev.baton.cli.faults.check.History.TaskFact;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;

/** Puts a history together from what tasks wrote and what the API answers at the end. */
public final class HistoryReader {
  private static final int READERS = 4;

  /** Each so manieth run of a job with a schedule is read in full, beside those that stand out. */
  private static final int SAMPLE = 50;

  private static final String LOG_COMPLETE = "Baton-Log-Complete";
  private static final int MAX_LOG_BYTES = 1024 * 1024;
  private static final int EVENT_PAGE = 1_000;
  private static final long LOOK_EVERY_MS = 500;

  private final ApiReader api;
  private final List<Promised> promised;
  private final List<Asked> asked;
  private final List<Witness> witnesses;

  private final List<RunFact> runs = new ArrayList<>();
  private final List<TaskFact> tasks = Collections.synchronizedList(new ArrayList<>());
  private final List<AttemptFact> attempts = Collections.synchronizedList(new ArrayList<>());
  private final List<SkipFact> skips = new ArrayList<>();
  private List<IncidentFact> incidents = List.of();
  private final List<LogFact> logs = Collections.synchronizedList(new ArrayList<>());

  /**
   * @param servers addresses of coordinators, for example {@code http://127.0.0.1:7070}
   */
  public HistoryReader(
      List<URI> servers,
      String token,
      List<Promised> promised,
      List<Asked> asked,
      List<Witness> witnesses) {
    this.api = new ApiReader(servers, token);
    this.promised = promised;
    this.asked = asked;
    this.witnesses = witnesses;
  }

  /**
   * Waits until every incident is closed or waits for an operator. What it saw last is what is
   * judged: reading all the rest takes long, is a load itself, and may raise new ones.
   *
   * @return how long it took, in milliseconds, or the patience
   */
  public long awaitIncidents(Duration patience) throws InterruptedException {
    long began = System.nanoTime();
    while (true) {
      try {
        incidents = incidents();
        if (incidents.stream().allMatch(IncidentFact::isSettled)) {
          break;
        }
      } catch (UncheckedIOException e) {
        // Nobody leads yet; that is part of coming to rest.
      }
      if (System.nanoTime() - began > patience.toNanos()) {
        break;
      }
      Thread.sleep(LOOK_EVERY_MS);
    }
    return (System.nanoTime() - began) / 1_000_000;
  }

  /**
   * Blocks until all is read, after {@link #awaitIncidents}: some seconds for each ten thousand
   * runs.
   */
  public History read() throws InterruptedException {
    for (Promised job : promised) {
      readRuns(job);
      readSkips(job);
    }
    Map<String, Promised> jobs = new HashMap<>();
    promised.forEach(job -> jobs.put(job.job(), job));
    Set<Long> chosen = standOut();
    List<RunFact> detailed =
        runs.stream()
            .filter(run ->
                run.fireMs() == 0
                    || chosen.contains(run.id())
                    || !run.status().equals("SUCCEEDED")
                    || run.id() % SAMPLE == 0)
            .toList();
    readDetails(detailed, jobs);
    return new History(
        promised, asked, witnesses, runs, tasks, attempts, skips, incidents, logs, changes());
  }

  /** Runs of which more than one attempt wrote something. */
  private Set<Long> standOut() {
    Set<Long> again = new HashSet<>();
    for (Witness witness : witnesses) {
      if (witness.attempt() > 1) {
        again.add(witness.run());
      }
    }
    return again;
  }

  private void readRuns(Promised job) {
    for (JsonNode run : api.all("/runs?job=" + ApiReader.encode(job.job()))) {
      runs.add(
          new RunFact(
              run.path("id").asLong(),
              text(run, "job"),
              ms(run, "fireAt"),
              text(run, "requestKey"),
              text(run, "status"),
              text(run, "cause"),
              ""));
    }
  }

  private void readSkips(Promised job) {
    for (JsonNode skip : api.all("/skips?job=" + ApiReader.encode(job.job()))) {
      skips.add(
          new SkipFact(
              text(skip, "job"),
              ms(skip, "first"),
              ms(skip, "last"),
              skip.path("count").asLong(),
              text(skip, "reason")));
    }
  }

  private void readDetails(List<RunFact> chosen, Map<String, Promised> jobs)
      throws InterruptedException {
    Map<Long, String> waits = Collections.synchronizedMap(new HashMap<>());
    try (ExecutorService readers = Executors.newFixedThreadPool(READERS)) {
      List<Future<?>> reading = new ArrayList<>();
      for (RunFact run : chosen) {
        reading.add(
            readers.submit(() -> {
              readDetail(run, jobs.get(run.job()));
              if (!run.isEnded()) {
                waits.put(run.id(), gates(run.id()));
              }
            }));
      }
      for (Future<?> one : reading) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a run cannot be read", e.getCause());
    }
    runs.replaceAll(run ->
        new RunFact(
            run.id(),
            run.job(),
            run.fireMs(),
            run.key(),
            run.status(),
            run.cause(),
            waits.getOrDefault(run.id(), "")));
  }

  private void readDetail(RunFact run, Promised job) {
    for (JsonNode task : api.json("/runs/" + run.id()).path("tasks")) {
      String name = text(task, "task");
      JsonNode accepted = task.path("accepted");
      tasks.add(
          new TaskFact(
              run.id(),
              run.job(),
              name,
              text(task, "status"),
              text(task, "cause"),
              accepted.path("attempt").asInt(0)));
      for (JsonNode attempt : task.path("attempts")) {
        AttemptFact fact =
            new AttemptFact(
                run.id(),
                name,
                attempt.path("number").asInt(),
                text(attempt, "fencingToken"),
                attempt.path("leased").asBoolean(),
                text(attempt, "status"),
                text(attempt, "outcome"));
        attempts.add(fact);
        if (job.logged()) {
          logs.add(log(fact));
        }
      }
    }
  }

  private LogFact log(AttemptFact attempt) {
    HttpResponse<String> answer =
        api.get(
            "/runs/"
                + attempt.run()
                + "/tasks/"
                + attempt.task()
                + "/attempts/"
                + attempt.number()
                + "/log?offset=0&limit="
                + MAX_LOG_BYTES);
    List<String> lines =
        answer.body().lines().filter(line -> !line.isEmpty() && !line.startsWith("[")).toList();
    boolean complete = answer.headers().firstValue(LOG_COMPLETE).map("true"::equals).orElse(false);
    return new LogFact(attempt.run(), attempt.task(), attempt.number(), complete, lines);
  }

  private String gates(long run) {
    StringBuilder gates = new StringBuilder();
    for (JsonNode gate : api.json("/runs/" + run + "/explain").path("gates")) {
      gates.append(text(gate, "gate")).append(": ").append(text(gate, "opensWhen")).append("; ");
    }
    return gates.toString();
  }

  private List<IncidentFact> incidents() {
    return api.all("/incidents").stream()
        .map(incident ->
            new IncidentFact(
                incident.path("id").asLong(),
                text(incident, "kind"),
                text(incident, "subject"),
                text(incident, "cause"),
                text(incident, "step"),
                text(incident, "summary")))
        .toList();
  }

  private List<ChangeFact> changes() {
    List<ChangeFact> changes = new ArrayList<>();
    long from = 1;
    while (true) {
      JsonNode frame = api.json("/events?from=" + from + "&limit=" + EVENT_PAGE);
      for (JsonNode event : frame.path("items")) {
        if (text(event, "type").equals("ATTEMPT_CHANGED")) {
          JsonNode data = event.path("data");
          changes.add(
              new ChangeFact(text(event, "subject"), text(data, "status"), text(data, "outcome")));
        }
      }
      long next = frame.path("nextFrom").asLong();
      if (next <= from) {
        return changes;
      }
      from = next;
    }
  }
}
