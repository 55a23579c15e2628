package dev.baton.coordinator.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.common.id.JobKey;
import dev.baton.common.id.RunId;
import dev.baton.common.run.RunStatus;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.FailoverEvent;
import dev.baton.coordinator.core.state.Incident;
import dev.baton.coordinator.core.state.IncidentTouch;
import dev.baton.coordinator.core.state.Job;
import dev.baton.coordinator.core.state.Run;
import dev.baton.coordinator.core.state.ScheduleCursor;
import dev.baton.coordinator.store.ReadStore.IncidentFilter;
import dev.baton.coordinator.store.ReadStore.MinuteCount;
import dev.baton.coordinator.store.ReadStore.RunFilter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Every read of a store against the model of what it holds. */
final class ReadContract {
  private static final IncidentFilter NO_FILTER =
      new IncidentFilter(null, null, false, null, null, null);

  private final ReadStore reads;
  private final StoreModel model;
  private final String hint;

  private ReadContract(ReadStore reads, StoreModel model, String hint) {
    this.reads = reads;
    this.model = model;
    this.hint = hint;
  }

  static void check(ReadStore reads, StoreModel model, String hint) {
    ReadContract contract = new ReadContract(reads, model, hint);
    contract.checkJobs();
    contract.checkRuns();
    contract.checkTimelines();
    contract.checkMinutes();
    contract.checkEvents();
    contract.checkIncidents();
  }

  private void checkIncidents() {
    List<Incident> newestFirst = List.copyOf(model.incidents.descendingMap().values());
    List<Incident> paged = new ArrayList<>();
    List<Incident> page = reads.incidents(NO_FILTER, 0, 2);
    while (!page.isEmpty()) {
      paged.addAll(page);
      page = reads.incidents(NO_FILTER, page.getLast().id(), 2);
    }
    assertEquals(newestFirst, paged, hint);
    assertEquals(
        newestFirst.stream().filter(row -> !row.step().isClosed()).toList(),
        reads.incidents(new IncidentFilter(null, null, true, null, null, null), 0, 100),
        hint);
    RunId run = new RunId(3);
    assertEquals(
        newestFirst.stream()
            .filter(row ->
                model.touches.getOrDefault(row.id(), new TreeMap<>()).keySet().stream()
                    .anyMatch(id -> id.run().equals(run)))
            .toList(),
        reads.incidents(new IncidentFilter(null, null, false, run, null, null), 0, 100),
        hint);
    for (Incident row : newestFirst) {
      assertEquals(row, reads.incident(row.id()).orElseThrow(), hint);
      List<IncidentTouch> touches =
          List.copyOf(model.touches.getOrDefault(row.id(), new TreeMap<>()).values());
      assertEquals(
          touches,
          pages(2, after -> reads.touches(row.id(), after, 2), IncidentTouch::attempt),
          hint);
    }
  }

  private void checkJobs() {
    List<Job> all = List.copyOf(model.jobs.values());
    assertEquals(all, pages(3, after -> reads.jobs(null, null, after, 3), Job::key), hint);
    assertEquals(
        all.stream().filter(job -> job.key().namespace().equals("ns1")).toList(),
        reads.jobs("ns1", "", null, 100),
        hint);
    assertEquals(
        all.stream().filter(job -> job.key().name().contains("ob2")).toList(),
        reads.jobs("", "OB2", null, 100),
        hint);
    assertEquals(List.of(), reads.jobs("", "%", null, 100), hint);
    for (Job job : all) {
      assertEquals(job, reads.job(job.key()).orElseThrow(), hint);
      assertEquals(
          model.cursors.values().stream()
              .filter(cursor -> cursor.job().equals(job.key()))
              .sorted(Comparator.comparing(ScheduleCursor::schedule))
              .toList(),
          reads.cursors(job.key()),
          hint);
    }
    for (Map.Entry<JobKey, ?> entry : model.versions.entrySet()) {
      assertEquals(
          List.copyOf(model.versions.get(entry.getKey()).descendingMap().values()),
          reads.jobVersions(entry.getKey(), 1_000),
          hint);
    }
    assertEquals(List.copyOf(model.executors.values()), reads.executors(100), hint);
  }

  private void checkRuns() {
    for (Run run : model.runs.values()) {
      if (run.schedule() != null) {
        assertEquals(
            model.runs.values().stream()
                .filter(other ->
                    other.job().equals(run.job()) && run.schedule().equals(other.schedule()))
                .filter(other -> !other.fireAt().isBefore(run.fireAt()))
                .sorted(Comparator.comparing(Run::fireAt))
                .limit(3)
                .toList(),
            reads.fires(
                run.job(), run.schedule(), run.fireAt(), Instant.parse("2100-01-01T00:00:00Z"), 3),
            hint);
      }
    }
    assertEquals(model.runs.values().stream().findFirst(), reads.oldestRun(), hint);
    checkPages(new RunFilter(null, null, null, null), run -> true);
    for (Set<RunStatus> statuses :
        List.of(
            Set.of(RunStatus.FAILED),
            EnumSet.of(RunStatus.QUEUED, RunStatus.RUNNING),
            EnumSet.of(RunStatus.CANCELED, RunStatus.RUNNING),
            EnumSet.of(RunStatus.SUCCEEDED, RunStatus.FAILED))) {
      checkPages(new RunFilter(null, statuses, null, null), run -> statuses.contains(run.status()));
    }
    if (model.runs.isEmpty()) {
      return;
    }
    JobKey job = model.runs.lastEntry().getValue().job();
    Instant middle = model.runs.get(model.runs.ceilingKey(new RunId(20))).createdAt();
    checkPages(new RunFilter(job, null, null, null), run -> run.job().equals(job));
    checkPages(
        new RunFilter(job, Set.of(RunStatus.FAILED), null, null),
        run -> run.job().equals(job) && run.status() == RunStatus.FAILED);
    checkPages(
        new RunFilter(null, Set.of(), middle, null), run -> !run.createdAt().isBefore(middle));
    checkPages(
        new RunFilter(null, Set.of(RunStatus.FAILED), null, middle),
        run -> run.createdAt().isBefore(middle) && run.status() == RunStatus.FAILED);
    for (Run run : model.runs.values()) {
      if (run.id().value() % 5 == 0) {
        checkRun(run);
      }
    }
  }

  private void checkRun(Run run) {
    assertEquals(run, reads.run(run.id()).orElseThrow(), hint);
    assertEquals(
        model.taskRuns.values().stream().filter(t -> t.id().run().equals(run.id())).toList(),
        reads.taskRuns(run.id()),
        hint);
    assertEquals(
        model.attempts.values().stream().filter(a -> a.id().run().equals(run.id())).toList(),
        reads.attempts(run.id()),
        hint);
    if (run.requestKey() != null) {
      assertEquals(run, reads.runByRequestKey(run.job(), run.requestKey()).orElseThrow(), hint);
    }
  }

  private void checkPages(RunFilter filter, Predicate<Run> fits) {
    assertEquals(
        model.runs.descendingMap().values().stream().filter(fits).toList(),
        pages(7, before -> reads.runs(filter, before, 7), Run::id),
        hint + " " + filter);
  }

  private static <T, K> List<T> pages(int size, Function<K, List<T>> page, Function<T, K> key) {
    List<T> all = new ArrayList<>();
    K last = null;
    while (true) {
      List<T> next = page.apply(last);
      all.addAll(next);
      if (next.size() < size) {
        return all;
      }
      last = key.apply(next.getLast());
    }
  }

  private void checkTimelines() {
    List<ReadStore.Numbered<FailoverEvent>> events = model.failoverEvents.reversed();
    assertEquals(events, reads.failoverEvents(null, null, 0, 1_000), hint);
    if (events.size() > 3) {
      long before = events.get(1).number();
      assertEquals(events.subList(2, 4), reads.failoverEvents(null, null, before, 2), hint);
      Instant at = events.get(1).value().at();
      assertEquals(events.subList(0, 2), reads.failoverEvents(at, null, 0, 100), hint);
    }
    assertEquals(model.audit.reversed(), reads.audit(null, null, 0, 1_000), hint);
    List<Fact.FireSkipped> skips =
        model.facts.stream()
            .filter(Fact.FireSkipped.class::isInstance)
            .map(Fact.FireSkipped.class::cast)
            .toList();
    assertEquals(
        skips.stream().map(Fact.FireSkipped::first).toList(),
        reads.skips(Samples.JOB, null, null, 1_000).stream().map(ReadStore.Skip::first).toList(),
        hint);
  }

  private void checkMinutes() {
    checkMinutes(null, run -> true);
    for (JobKey job : model.versions.keySet()) {
      checkMinutes(job, run -> run.job().equals(job));
    }
  }

  private void checkMinutes(JobKey job, Predicate<Run> fits) {
    record Key(Instant minute, RunStatus status) {}
    Map<Key, Long> expected =
        model.runs.values().stream()
            .filter(run -> run.status().isEnd() && fits.test(run))
            .collect(
                Collectors.groupingBy(
                    run -> new Key(run.endedAt().truncatedTo(ChronoUnit.MINUTES), run.status()),
                    Collectors.counting()));
    Map<Key, Long> found =
        reads.runsPerMinute(null, null, job).stream()
            .collect(
                Collectors.toMap(
                    count -> new Key(count.minute(), count.status()), MinuteCount::count));
    assertEquals(expected, found, hint);
  }

  private void checkEvents() {
    assertEquals(
        new ReadStore.EventRange(model.facts.isEmpty() ? 0 : 1, model.facts.size()),
        reads.eventRange(),
        hint);
    List<Fact> read = new ArrayList<>();
    while (read.size() < model.facts.size()) {
      List<ReadStore.EventChunk> chunks = reads.events(read.size() + 1L, 4);
      assertEquals(read.size() + 1L, chunks.getFirst().firstNumber(), hint);
      chunks.forEach(chunk -> read.addAll(chunk.facts()));
    }
    assertEquals(model.facts, read, hint);
    assertEquals(List.of(), reads.events(model.facts.size() + 1L, 4), hint);
    long last = reads.events(model.facts.size(), 4).getFirst().firstNumber();
    assertEquals(last, reads.events(last, 4).getFirst().firstNumber(), hint);
  }
}
