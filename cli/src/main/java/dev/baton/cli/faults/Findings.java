package dev.baton.cli.faults;

import dev.baton.cli.faults.check.History;
import dev.baton.cli.faults.check.Verdict;
import dev.baton.cli.faults.inject.FaultKind;
import java.util.List;
import java.util.Map;

/**
 * What a run of the suite found.
 *
 * @param missing kinds of fault that could not be had on this machine, and why
 * @param endedAlone processes that ended although no fault had ended them
 * @param runsMs from the end of the load until no run was under way
 * @param incidentsMs from then until every incident was closed or waited for an operator
 */
public record Findings(
    SuiteOptions options,
    long beganMs,
    long endedMs,
    List<FaultRecord> faults,
    Map<FaultKind, String> missing,
    History history,
    List<Verdict> verdicts,
    List<String> endedAlone,
    long runsMs,
    long incidentsMs) {
  /** Whether nothing was violated. */
  public boolean isClean() {
    return endedAlone.isEmpty() && verdicts.stream().allMatch(Verdict::holds);
  }

  /** Faults that were put on and taken back. */
  public long faultCount() {
    return faults.stream().filter(FaultRecord::isWhole).count();
  }

  long violations() {
    return endedAlone.size() + verdicts.stream().mapToLong(Verdict::breaches).sum();
  }
}
