package dev.baton.coordinator.core.audit;

import dev.baton.common.id.ExecutorId;
import dev.baton.common.id.JobKey;
import dev.baton.common.id.RunId;
import dev.baton.common.time.Now;
import dev.baton.coordinator.core.state.Job;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * Looks at all that is live, again and again, a slice at a time. What has no next step in two looks
 * one after the other is a finding: an incident says so, the next step that is safe is taken, and
 * the look after that shows whether it helped.
 */
public final class Auditor {
  /** From the beginning of one look at everything to that of the next. */
  public static final long PERIOD_MS = 5_000;

  /** Rows (runs, task runs, attempts, schedules) looked at in one step of the core. */
  public static final int SLICE_ROWS = 1_000;

  /** Between two slices. */
  public static final long SLICE_GAP_MS = 10;

  /** Things remembered from one look; of more, the next looks tell. */
  static final int MAX_SEEN = 1_000;

  /** Next steps taken after one look. */
  static final int MAX_MENDS = 100;

  /** A next step that has not helped so many times is not taken again. */
  static final int MAX_TRIES = 3;

  /** Lines about one check said after one look. */
  static final int MAX_LINES = 10;

  /** Reviews of incidents come each two seconds at the latest. */
  static final long UNATTENDED_MS = 30_000;

  private record Key(AuditCheck check, String subject) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::check).thenComparing(Key::subject);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  /** Something that was seen, from one look to the next. */
  private static final class Sighting {
    final Finding finding;
    final Instant since;
    int looks;
    int tries;
    boolean told;

    Sighting(Finding finding, Instant since) {
      this.finding = finding;
      this.since = since;
    }

    boolean isGivenUp() {
      return !finding.isMendable() || tries >= MAX_TRIES;
    }
  }

  private final AuditScene scene;
  private final AuditRules rules;
  private final RunChecks runs;
  private final ScheduleChecks schedules;
  private TreeMap<Key, Sighting> known = new TreeMap<>();
  private TreeMap<Key, Sighting> seen = new TreeMap<>();
  private List<Finding> loaded = List.of();
  private RunId lastRun;
  private JobKey lastJob;
  private boolean runsDone;
  private boolean underWay;
  private long nextAtNanos = Long.MAX_VALUE;
  private long beganNanos;
  private long rows;
  private AuditReport report = AuditReport.NONE;

  public Auditor(AuditScene scene, AuditRules rules) {
    this.scene = scene;
    this.rules = rules;
    this.runs = new RunChecks(scene, this::see);
    this.schedules = new ScheduleChecks(scene, this::see);
  }

  /**
   * A leadership begins.
   *
   * @param selfTest what was found in what the store holds; it is told at once, and stands until
   *     the next load
   */
  public void begin(List<Finding> selfTest) {
    loaded = List.copyOf(selfTest);
    loaded.forEach(this::see);
    for (Sighting sighting : seen.values()) {
      sighting.looks = 2;
    }
    known = seen;
    seen = new TreeMap<>();
    for (AuditCheck check : AuditCheck.values()) {
      AuditVerdict verdict = verdict(check);
      if (!verdict.holds()) {
        scene.tell(verdict);
      }
    }
    nextAtNanos = scene.nanos() + PERIOD_MS * Now.NANOS_PER_MS;
  }

  /** Looks at the next slice if it is time. */
  public void onTime() {
    if (scene.nanos() < nextAtNanos) {
      return;
    }
    if (!underWay) {
      underWay = true;
      beganNanos = scene.nanos();
      rows = 0;
      loaded.forEach(this::see);
    }
    if (slice()) {
      endLook();
    } else {
      nextAtNanos = scene.nanos() + SLICE_GAP_MS * Now.NANOS_PER_MS;
    }
  }

  /** Answers whether all was looked at. */
  private boolean slice() {
    int left = SLICE_ROWS;
    while (!runsDone && left > 0) {
      AuditedRun run = scene.runAfter(lastRun);
      if (run == null) {
        runsDone = true;
      } else {
        lastRun = run.run().id();
        left -= count(runs.look(run));
      }
    }
    while (runsDone && left > 0) {
      Job job = scene.jobAfter(lastJob);
      if (job == null) {
        return true;
      }
      lastJob = job.key();
      left -= count(schedules.look(job));
    }
    return false;
  }

  private int count(int looked) {
    rows += looked;
    return looked;
  }

  private void see(Finding finding) {
    if (rules.looksAtEverything() && seen.size() < MAX_SEEN) {
      seen.putIfAbsent(
          new Key(finding.check(), finding.subject()), new Sighting(finding, scene.instant()));
    }
  }

  private void endLook() {
    lookAtExecutors();
    lookAtIncidents();
    takeOverWhatWasKnown();
    int mends = 0;
    for (AuditCheck check : AuditCheck.values()) {
      List<Sighting> mendable = mendable(check, MAX_MENDS - mends);
      mends += mendable.size();
      scene.tell(verdict(check));
      for (Sighting sighting : mendable) {
        sighting.tries++;
        scene.mend(sighting.finding.mend());
      }
    }
    report = report(scene.instant());
    underWay = false;
    runsDone = false;
    lastRun = null;
    lastJob = null;
    nextAtNanos =
        Math.max(
            beganNanos + PERIOD_MS * Now.NANOS_PER_MS,
            scene.nanos() + SLICE_GAP_MS * Now.NANOS_PER_MS);
  }

  private void lookAtExecutors() {
    for (ExecutorId id : scene.executorsWithoutTimer()) {
      see(
          new Finding(
              AuditCheck.EXECUTOR_TIMER,
              "executor " + id,
              "it is not heard, and nobody awaits the end of its lease",
              new Mend.AwaitExecutor(id)));
    }
  }

  private void lookAtIncidents() {
    long ms = scene.incidentsUnattendedMs();
    if (ms > UNATTENDED_MS) {
      see(
          new Finding(
              AuditCheck.INCIDENT_TIMER,
              "open incidents",
              "nobody has reviewed them for " + ms / 1_000 + " s",
              new Mend.ReviewIncidents()));
    }
  }

  private void takeOverWhatWasKnown() {
    TreeMap<Key, Sighting> now = new TreeMap<>();
    seen.forEach((key, sighting) -> {
      Sighting before = known.get(key);
      Sighting kept = sighting;
      if (before != null) {
        kept = new Sighting(sighting.finding, before.since);
        kept.looks = before.looks;
        kept.tries = before.tries;
        kept.told = before.told;
      }
      kept.looks++;
      now.put(key, kept);
    });
    known = now;
    seen = new TreeMap<>();
  }

  private List<Sighting> mendable(AuditCheck check, int atMost) {
    List<Sighting> found = new ArrayList<>();
    for (Sighting sighting : known.values()) {
      if (sighting.finding.check() == check
          && sighting.looks >= 2
          && !sighting.isGivenUp()
          && found.size() < atMost) {
        found.add(sighting);
      }
    }
    return found;
  }

  private AuditVerdict verdict(AuditCheck check) {
    int found = 0;
    int suspected = 0;
    int toMend = 0;
    int givenUp = 0;
    Instant since = null;
    List<String> fresh = new ArrayList<>();
    for (Sighting sighting : known.values()) {
      if (sighting.finding.check() != check) {
        continue;
      }
      if (sighting.looks < 2) {
        suspected++;
        continue;
      }
      found++;
      since = since == null || sighting.since.isBefore(since) ? sighting.since : since;
      toMend += sighting.isGivenUp() ? 0 : 1;
      givenUp += sighting.isGivenUp() ? 1 : 0;
      if (!sighting.told) {
        sighting.told = true;
        if (fresh.size() < MAX_LINES) {
          fresh.add(line(sighting));
        }
      }
    }
    return new AuditVerdict(check, since, found, suspected, fresh, toMend, givenUp);
  }

  private static String line(Sighting sighting) {
    return sighting.finding.subject()
        + ": "
        + sighting.finding.what()
        + "; so since "
        + sighting.since
        + " at the latest";
  }

  private AuditReport report(Instant at) {
    List<AuditReport.Line> lines = new ArrayList<>();
    for (AuditCheck check : AuditCheck.values()) {
      List<String> found = new ArrayList<>();
      int count = 0;
      for (Sighting sighting : known.values()) {
        if (sighting.finding.check() == check && sighting.looks >= 2) {
          count++;
          if (found.size() < MAX_LINES) {
            found.add(line(sighting));
          }
        }
      }
      lines.add(new AuditReport.Line(check, count, found));
    }
    return new AuditReport(at, rows, (scene.nanos() - beganNanos) / Now.NANOS_PER_MS, lines);
  }

  /** What the last look at everything came to. */
  public AuditReport report() {
    return report;
  }

  public long nextWakeNanos() {
    return nextAtNanos;
  }
}
