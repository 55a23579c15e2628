package dev.baton.common.ledger;

import dev.baton.common.ledger.FireRecords.Fired;
import dev.baton.common.ledger.FireRecords.Skipped;
import dev.baton.common.schedule.FireTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Matches the fire times that one schedule promised, one to one, with what is written of them. The
 * fire times of a fixed delay follow the ends of its runs: of these only doubles can be told.
 */
public final class FireLedger {
  /** Fire times in one ledger. */
  public static final int MAX_FIRES = 100_000;

  private final FireRecords records;
  private final Duration lateAfter;
  private final TreeMap<Instant, List<Fired>> fired = new TreeMap<>();
  private final List<LedgerEntry> entries = new ArrayList<>();

  private FireLedger(FireRecords records, Duration lateAfter) {
    this.records = records;
    this.lateAfter = lateAfter;
    for (Fired each : records.fired()) {
      fired.computeIfAbsent(each.fireAt(), at -> new ArrayList<>()).add(each);
    }
  }

  /** More fire times were promised than {@link #MAX_FIRES}. */
  public static final class TooManyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyException() {
      super("more than " + MAX_FIRES + " fire times were promised");
    }
  }

  /**
   * The ledger of one schedule, oldest first.
   *
   * @param rules in the order in which they held, without overlap
   * @param from first instant asked for
   * @param to last instant asked for, itself not; not after now
   * @param lateAfter a run decided later than this after its fire time is LATE
   * @throws TooManyException if the range is too wide
   */
  public static List<LedgerEntry> match(
      List<FireRule> rules, FireRecords records, Instant from, Instant to, Duration lateAfter) {
    FireLedger ledger = new FireLedger(records, lateAfter);
    for (FireRule rule : rules) {
      ledger.take(rule, from, to);
    }
    ledger.fired.forEach((at, runs) ->
        ledger.add(at, FireState.UNPROMISED, runs.getFirst(), "no rule in force promised it"));
    ledger.entries.sort((a, b) -> a.fireAt().compareTo(b.fireAt()));
    return List.copyOf(ledger.entries);
  }

  private void take(FireRule rule, Instant from, Instant to) {
    Instant begin = rule.from().isAfter(from) ? rule.from() : from;
    Instant end = rule.to() != null && rule.to().isBefore(to) ? rule.to() : to;
    FireTimes times = FireTimes.of(rule.timing(), rule.from());
    if (times.followsEnds()) {
      takeAsTheyCame(begin, end);
      return;
    }
    Instant lastDecided = rule.to() == null ? null : lastDecided(begin, end);
    Instant at = times.first(begin);
    while (at != null && at.isBefore(end)) {
      if (entries.size() >= MAX_FIRES) {
        throw new TooManyException();
      }
      promised(at, rule, lastDecided);
      at = times.nextAfter(at);
    }
  }

  private void takeAsTheyCame(Instant begin, Instant end) {
    for (Instant at : List.copyOf(fired.subMap(begin, end).keySet())) {
      List<Fired> runs = fired.remove(at);
      if (runs.size() > 1) {
        add(at, FireState.DOUBLE, runs.getFirst(), "runs " + numbers(runs));
      } else {
        became(at, runs.getFirst());
      }
    }
  }

  /** The last fire time of a closed rule of which anything is written; null if there is none. */
  private Instant lastDecided(Instant begin, Instant end) {
    Instant last = fired.isEmpty() ? null : fired.lowerKey(end);
    if (last != null && last.isBefore(begin)) {
      last = null;
    }
    for (Skipped skip : records.skipped()) {
      boolean inside = !skip.last().isBefore(begin) && skip.first().isBefore(end);
      if (inside && (last == null || skip.last().isAfter(last))) {
        last = skip.last();
      }
    }
    return last;
  }

  private void promised(Instant at, FireRule rule, Instant lastDecided) {
    List<Fired> runs = fired.remove(at);
    Skipped skip = skipOf(at);
    if (runs != null && (runs.size() > 1 || skip != null)) {
      add(
          at,
          FireState.DOUBLE,
          runs.getFirst(),
          "runs " + numbers(runs) + (skip == null ? "" : ", and skipped: " + skip.reason()));
    } else if (runs != null) {
      became(at, runs.getFirst());
    } else if (skip != null) {
      add(at, FireState.SKIPPED, null, skip.reason());
    } else if (rule.to() != null) {
      boolean withdrawn = lastDecided == null || at.isAfter(lastDecided);
      add(
          at,
          withdrawn ? FireState.WITHDRAWN : FireState.MISSED,
          null,
          withdrawn ? "the schedule was changed before it was decided" : "nothing is written");
    } else if (records.next() != null && !at.isBefore(records.next())) {
      add(at, FireState.OPEN, null, records.paused() ? "the job is paused" : "not decided yet");
    } else {
      add(at, FireState.MISSED, null, "nothing is written of it");
    }
  }

  private Skipped skipOf(Instant at) {
    for (Skipped skip : records.skipped()) {
      if (skip.covers(at)) {
        return skip;
      }
    }
    return null;
  }

  private void became(Instant at, Fired run) {
    Duration lateness = Duration.between(at, run.decidedAt());
    boolean late = lateness.compareTo(lateAfter) > 0;
    add(
        at,
        late ? FireState.LATE : FireState.ON_TIME,
        run,
        late ? "decided " + lateness.toMillis() + " ms later" : "");
  }

  private static List<Long> numbers(List<Fired> runs) {
    return runs.stream().map(Fired::run).toList();
  }

  private void add(Instant at, FireState state, Fired run, String reason) {
    entries.add(
        new LedgerEntry(
            at,
            state,
            run == null ? null : run.run(),
            run == null ? null : run.decidedAt(),
            reason));
  }
}
