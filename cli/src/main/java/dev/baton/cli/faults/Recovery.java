package dev.baton.cli.faults;

import dev.baton.cli.faults.check.Promised;
import dev.baton.cli.faults.check.Witness;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How late the jobs that fire each second were around a fault, by the first attempt of each run.
 * Faults overlap: what one did is counted for those beside it as well.
 */
final class Recovery {
  /** A start so late counts as lag. */
  static final long LAG_MS = 1_000;

  private static final long AFTER_MS = 2_000;

  /** First starts by their fire time. */
  private final TreeMap<Long, List<Long>> starts = new TreeMap<>();

  /**
   * @param latestMs latest start of a fire time from the fault's begin until shortly after its end
   * @param lagBackMs from the fault's end until the last late start of a fire time that was due
   *     until shortly after it; 0 = none was late after it
   */
  record Lag(long latestMs, long lagBackMs) {}

  Recovery(List<Promised> promised, List<Witness> witnesses) {
    Set<String> ticks = new HashSet<>();
    for (Promised job : promised) {
      if (job.everyMs() > 0 && !job.maySkip() && job.job().startsWith("load/tick-")) {
        ticks.add(job.job());
      }
    }
    for (Witness witness : witnesses) {
      if (witness.attempt() == 1 && ticks.contains(witness.job())) {
        starts.computeIfAbsent(witness.fireMs(), at -> new ArrayList<>()).add(witness.startMs());
      }
    }
  }

  Lag of(FaultRecord fault) {
    long latest = 0;
    long lagBack = 0;
    for (Map.Entry<Long, List<Long>> fire :
        starts.subMap(fault.beginMs() - 500, fault.endMs() + AFTER_MS).entrySet()) {
      for (long start : fire.getValue()) {
        long late = start - fire.getKey();
        latest = Math.max(latest, late);
        if (late > LAG_MS) {
          lagBack = Math.max(lagBack, start - fault.endMs());
        }
      }
    }
    return new Lag(latest, lagBack);
  }
}
