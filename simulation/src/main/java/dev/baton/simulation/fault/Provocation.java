package dev.baton.simulation.fault;

import dev.baton.simulation.plant.PlantedBug;
import java.util.List;

/** Faults that a planted bug comes to light under: they come more often, so that fewer seeds do. */
final class Provocation {
  private Provocation() {}

  /**
   * @param bug null = none
   */
  static List<FaultKind> of(PlantedBug bug) {
    return bug == null ? List.of() : provoking(bug);
  }

  private static List<FaultKind> provoking(PlantedBug bug) {
    return switch (bug) {
      case RAISES_WITHOUT_CONFIRMING, LOADS_BEFORE_RAISING, RAISE_OVERWRITES, COMMITS_UNFENCED ->
          List.of(FaultKind.ELECTION_NODE_REMOVED, FaultKind.LEADER_PAUSED_IN_MID_STEP);
      case TAKES_UNKNOWN_FOR_OK, TAKES_UNKNOWN_FOR_FAILED, IGNORES_REQUEST_KEY ->
          List.of(FaultKind.STORE_ANSWERS_LOST);
      case FIRES_AGAIN_WHAT_HAS_A_RUN -> List.of(FaultKind.JOB_PUT_AGAIN_BY_A_CLOCK_BEHIND);
      case GRANTS_WITHOUT_PROOF -> List.of(FaultKind.COORDINATOR_CUT_FROM_BOTH);
      case NO_GRACE_AFTER_RAISE ->
          List.of(FaultKind.COORDINATOR_KILLED, FaultKind.EXECUTOR_CUT_OFF);
      case GRANTER_FORGETS_DRIFT, GRANTER_COUNTS_HALF, GUARD_FORGETS_DEADLINE ->
          List.of(FaultKind.EXECUTOR_CUT_OFF, FaultKind.EXECUTOR_PAUSED);
      case MOVES_LEASED_AT_RESET -> List.of(FaultKind.EXECUTOR_CUT_OFF, FaultKind.LINK_RESET);
      case OBEYS_WITHOUT_LEASE ->
          List.of(FaultKind.EXECUTOR_PAUSED, FaultKind.PATH_SLOW, FaultKind.COORDINATOR_KILLED);
      case STARTS_WITHOUT_A_LOOK -> List.of(FaultKind.EXECUTOR_PAUSED_BEFORE_A_START);
      case OBEYS_OLD_EPOCH ->
          List.of(FaultKind.DEPOSED_LEADER_SPEAKS, FaultKind.COORDINATOR_KILLED);
      case FORGETS_UNACKNOWLEDGED, ACKNOWLEDGES_BEFORE_COMMIT ->
          List.of(FaultKind.LEADER_KILLED_IN_MID_STEP);
      case LOSES_JOURNALLED_OUTCOMES, SAYS_BEFORE_JOURNAL ->
          List.of(FaultKind.EXECUTOR_KILLED_IN_MID_STEP, FaultKind.EXECUTOR_RESTARTED_AT_ONCE);
      case TAKES_ANY_HELLO_FOR_PROOF -> List.of(FaultKind.EXECUTOR_RESTARTED_WITHOUT_PROOF);
      case ACCEPTS_COPIED_NAME -> List.of(FaultKind.EXECUTOR_COPIED);
      case ACCEPTS_REPEATED_FRAMES -> List.of(FaultKind.FRAME_REPEATED);
      case ACCEPTS_TWICE, LATE_OUTCOME_COUNTS ->
          List.of(FaultKind.LINK_RESET, FaultKind.LINK_REPORTED_FAILED, FaultKind.PATH_CUT);
      case TRUSTS_STEPPED_CLOCK, IGNORES_STORE_CLOCK -> List.of(FaultKind.COORDINATOR_CLOCK_JUMPED);
      case FORGETS_INCIDENTS -> List.of(FaultKind.EXECUTOR_CUT_OFF, FaultKind.COORDINATOR_KILLED);
      case RESOLVES_UNVERIFIED, LINKS_NOTHING -> List.of(FaultKind.LINK_RESET);
      case LEAVES_ON_PROBATION -> List.of(FaultKind.EXECUTOR_KILLED, FaultKind.EXECUTOR_CUT_OFF);
      case LOOKS_AWAY -> List.of(FaultKind.NEXT_STEP_LOST);
      case LEADS_WITHOUT_KEYS ->
          List.of(FaultKind.STORE_WITHOUT_KEYS, FaultKind.COORDINATOR_KILLED);
      case FORGETS_A_TASK,
          IGNORES_HIGHER_EPOCH,
          SENDS_BEFORE_COMMIT,
          MOVES_CURSOR_FIRST,
          HOLDER_COUNTS_FROM_RECEIPT,
          RETRIES_WITHOUT_BUDGET,
          SHEDS_OLD_WORK ->
          List.of();
    };
  }
}
