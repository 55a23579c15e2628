package dev.baton.cli.diagnosis;

import java.util.List;

/**
 * What came of one fault.
 *
 * @param trueAnswer the cause that would be right, or {@link #NONE}
 * @param named what the product named: the causes of all incidents since the fault, the one about
 *     it first; {@link #NONE} where there was none
 * @param right whether kind and cause are right, and there is no incident beside it
 * @param scopeExact null where no incident was expected and none came
 * @param scope in words
 * @param raisedMs from the fault to its incident; null = none
 * @param closedMs from the fault to its closing; null = none, or an operator is awaited
 * @param closedAfterHealMs from the healing to its closing
 * @param ofTheMachine incidents that say its processors are busy, while we saw that they were: they
 *     are left out
 * @param incidents what was said, for people
 */
record TrialResult(
    int round,
    TrueCause truth,
    String target,
    String trueAnswer,
    String named,
    boolean right,
    Boolean scopeExact,
    String scope,
    Long raisedMs,
    Long closedMs,
    Long closedAfterHealMs,
    long ofTheMachine,
    List<String> incidents) {
  static final String NONE = "(none)";

  TrialResult {
    incidents = List.copyOf(incidents);
  }
}
