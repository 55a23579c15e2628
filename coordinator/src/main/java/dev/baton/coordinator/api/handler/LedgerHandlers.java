package dev.baton.coordinator.api.handler;

import dev.baton.common.api.ApiLimits;
import dev.baton.common.api.LedgerView;
import dev.baton.common.api.LedgerView.FireEntry;
import dev.baton.common.api.LedgerView.ScheduleCounts;
import dev.baton.common.id.JobKey;
import dev.baton.common.job.Timing;
import dev.baton.common.ledger.FireLedger;
import dev.baton.common.ledger.FireRecords;
import dev.baton.common.ledger.FireRecords.Fired;
import dev.baton.common.ledger.FireRecords.Skipped;
import dev.baton.common.ledger.FireRule;
import dev.baton.common.ledger.FireRules;
import dev.baton.common.ledger.FireState;
import dev.baton.common.ledger.LedgerEntry;
import dev.baton.coordinator.api.http.Answer;
import dev.baton.coordinator.api.http.ProblemCode;
import dev.baton.coordinator.api.http.ProblemFailure;
import dev.baton.coordinator.api.http.QueryText;
import dev.baton.coordinator.api.http.Request;
import dev.baton.coordinator.core.state.Job;
import dev.baton.coordinator.core.state.Run;
import dev.baton.coordinator.core.state.ScheduleCursor;
import dev.baton.coordinator.store.ReadStore;
import dev.baton.coordinator.store.ReadStore.Skip;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The ledger of a job: promised fire times against what became of them. */
final class LedgerHandlers {
  private static final Duration DEFAULT_RANGE = Duration.ofHours(1);
  private static final int MAX_LATE_MS = 3_600_000;
  private static final int LATE_MS = 1_000;

  private final ReadStore store;
  private final InstantSource clock;

  LedgerHandlers(ReadStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  Answer ledger(Request request) {
    JobKey key = Texts.job(request);
    Job job = store.job(key).orElseThrow(() -> Texts.notFound("job " + key));
    QueryText query = request.query();
    Instant now = clock.instant();
    Instant to = query.instant("to");
    to = to == null || to.isAfter(now) ? now : to;
    Instant from = query.instant("from");
    from = from == null ? to.minus(DEFAULT_RANGE) : from;
    if (from.isAfter(to)) {
      throw QueryText.wrong("from", "must lie before 'to'");
    }
    Duration late = Duration.ofMillis(query.integer("lateMs", LATE_MS, 0, MAX_LATE_MS));
    List<FireRules.Version> versions = versions(job);
    Instant begin = latest(from, latest(versions.getFirst().at(), keptFrom()));
    return Answer.ok(ledger(job, versions, begin, to, late));
  }

  /** Oldest first; a job that was deleted and made again has no version before its first. */
  private List<FireRules.Version> versions(Job job) {
    List<FireRules.Version> versions = new ArrayList<>();
    for (Job version : store.jobVersions(job.key(), ReadStore.MAX_PAGE).reversed()) {
      if (version.version() <= job.version()) {
        versions.add(new FireRules.Version(version.spec(), version.changedAt()));
      }
    }
    return versions;
  }

  /** From when on no run has been deleted for its age. */
  private Instant keptFrom() {
    Run oldest = store.oldestRun().orElse(null);
    return oldest == null || oldest.id().value() == 1 ? Instant.MIN : oldest.createdAt();
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private LedgerView ledger(
      Job job, List<FireRules.Version> versions, Instant from, Instant to, Duration late) {
    List<ScheduleCounts> schedules = new ArrayList<>();
    List<FireEntry> exceptions = new ArrayList<>();
    Map<String, List<Skip>> skips = skips(job.key(), from, to);
    List<ScheduleCursor> cursors = store.cursors(job.key());
    for (Map.Entry<String, List<FireRule>> rules : FireRules.of(versions).entrySet()) {
      String schedule = rules.getKey();
      FireRecords records =
          new FireRecords(
              fired(job.key(), schedule, from, to),
              skips.getOrDefault(schedule, List.of()).stream()
                  .map(s -> new Skipped(s.first(), s.last(), s.count(), s.reason()))
                  .toList(),
              cursors.stream()
                  .filter(cursor -> cursor.schedule().equals(schedule))
                  .map(ScheduleCursor::nextFireAt)
                  .findFirst()
                  .orElse(null),
              job.isPaused());
      List<LedgerEntry> entries = match(rules.getValue(), records, from, to, late);
      schedules.add(counts(schedule, rules.getValue(), entries));
      for (LedgerEntry entry : entries) {
        if (entry.state() != FireState.ON_TIME) {
          exceptions.add(
              new FireEntry(
                  schedule,
                  entry.fireAt(),
                  entry.state(),
                  entry.run(),
                  entry.decidedAt(),
                  entry.reason()));
        }
      }
    }
    boolean more = exceptions.size() > ApiLimits.MAX_PAGE;
    return new LedgerView(
        job.key().toString(),
        from,
        to,
        schedules,
        more ? List.copyOf(exceptions.subList(0, ApiLimits.MAX_PAGE)) : exceptions,
        more);
  }

  private static List<LedgerEntry> match(
      List<FireRule> rules, FireRecords records, Instant from, Instant to, Duration late) {
    try {
      return FireLedger.match(rules, records, from, to, late);
    } catch (FireLedger.TooManyException e) {
      throw tooWide(e.getMessage());
    }
  }

  private static ProblemFailure tooWide(String what) {
    return ProblemFailure.of(
        ProblemCode.LIMIT, "The range is too wide: " + what + ". Ask for a shorter one.");
  }

  private List<Fired> fired(JobKey job, String schedule, Instant from, Instant to) {
    List<Fired> fired = new ArrayList<>();
    Instant next = from;
    while (true) {
      List<Run> page = store.fires(job, schedule, next, to, ReadStore.MAX_PAGE);
      page.forEach(run -> fired.add(new Fired(run.fireAt(), run.id().value(), run.createdAt())));
      if (page.size() < ReadStore.MAX_PAGE) {
        return fired;
      }
      if (fired.size() > FireLedger.MAX_FIRES) {
        throw tooWide("more than " + FireLedger.MAX_FIRES + " runs lie in it");
      }
      next = page.getLast().fireAt().plusNanos(1_000);
    }
  }

  private Map<String, List<Skip>> skips(JobKey job, Instant from, Instant to) {
    List<Skip> skips = store.skips(job, from, to, ReadStore.MAX_PAGE);
    if (skips.size() >= ReadStore.MAX_PAGE) {
      throw tooWide(ReadStore.MAX_PAGE + " or more recorded skips lie in it");
    }
    return skips.stream().collect(Collectors.groupingBy(Skip::schedule));
  }

  private static ScheduleCounts counts(
      String schedule, List<FireRule> rules, List<LedgerEntry> entries) {
    Map<FireState, Long> counts = new EnumMap<>(FireState.class);
    for (FireState state : FireState.values()) {
      counts.put(state, 0L);
    }
    Long maxLateness = null;
    for (LedgerEntry entry : entries) {
      counts.merge(entry.state(), 1L, Long::sum);
      if (entry.decidedAt() != null) {
        long lateness = Duration.between(entry.fireAt(), entry.decidedAt()).toMillis();
        maxLateness = maxLateness == null ? lateness : Math.max(maxLateness, lateness);
      }
    }
    return new ScheduleCounts(
        schedule,
        rules.getLast().timing() instanceof Timing.FixedDelay,
        entries.size() - counts.get(FireState.UNPROMISED),
        counts.get(FireState.ON_TIME),
        counts.get(FireState.LATE),
        counts.get(FireState.SKIPPED),
        counts.get(FireState.OPEN),
        counts.get(FireState.WITHDRAWN),
        counts.get(FireState.MISSED),
        counts.get(FireState.DOUBLE),
        counts.get(FireState.UNPROMISED),
        maxLateness);
  }
}
