package dev.baton.cli.diagnosis;

import static dev.baton.cli.diagnosis.TrueCause.Judged.AS_IT_STANDS;
import static dev.baton.cli.diagnosis.TrueCause.Judged.WHEN_OVER;

import dev.baton.cli.faults.inject.FaultKind;
import dev.baton.common.incident.IncidentCause;
import dev.baton.common.incident.IncidentKind;

/** Faults of which the truth is known, and the answer that is right. */
enum TrueCause {
  EXECUTOR_KILLED(
      "kill -9, started again after 2 s",
      IncidentKind.EXECUTOR_LOST,
      IncidentCause.PROCESS_DIED,
      WHEN_OVER,
      2_000,
      ExecutorFaults.on(FaultKind.EXECUTOR_KILL)),
  EXECUTOR_OUT_OF_MEMORY(
      "a handler that leaks until the heap is full",
      IncidentKind.EXECUTOR_LOST,
      IncidentCause.OUT_OF_MEMORY,
      WHEN_OVER,
      500,
      ExecutorFaults::leak),
  EXECUTOR_PAUSED(
      "SIGSTOP for 8 s, longer than a lease",
      IncidentKind.EXECUTOR_LOST,
      IncidentCause.PROCESS_PAUSED,
      WHEN_OVER,
      8_000,
      ExecutorFaults.on(FaultKind.EXECUTOR_PAUSE_LONG)),
  EXECUTOR_PAUSED_WITHIN_LEASE(
      "SIGSTOP for 4 s, less than a lease",
      IncidentKind.EXECUTOR_LOST,
      IncidentCause.PROCESS_PAUSED,
      WHEN_OVER,
      4_000,
      ExecutorFaults.on(FaultKind.EXECUTOR_PAUSE_SHORT)),
  EXECUTOR_LINK_CUT(
      "nothing passes between it and the coordinators for 4 s",
      IncidentKind.EXECUTOR_LOST,
      IncidentCause.LINK_CUT,
      WHEN_OVER,
      4_000,
      ExecutorFaults.on(FaultKind.LINK_CUT_SHORT)),
  EXECUTOR_HOST_CUT(
      "its host's cable pulled, for longer than a lease",
      IncidentKind.EXECUTOR_LOST,
      IncidentCause.HOST_UNREACHABLE,
      AS_IT_STANDS,
      8_000,
      ExecutorFaults.on(FaultKind.HOST_CUT_LONG)),
  EXECUTOR_DISK_FULL(
      "its file system filled to the last byte",
      IncidentKind.EXECUTOR_PRESSURE,
      IncidentCause.DISK_FULL,
      WHEN_OVER,
      2_000,
      ExecutorFaults.on(FaultKind.EXECUTOR_DISK_FULL)),

  LEADER_KILLED(
      "kill -9 of the leader",
      IncidentKind.LEADER_CHANGED,
      IncidentCause.LEADER_PROCESS_DIED,
      WHEN_OVER,
      3_000,
      ClusterFaults.on(FaultKind.LEADER_KILL, ClusterFaults.LEADER)),
  LEADER_HOST_CUT(
      "nothing passes between the leader and anybody, for 8 s",
      IncidentKind.LEADER_CHANGED,
      IncidentCause.LEADER_HOST_UNREACHABLE,
      WHEN_OVER,
      8_000,
      ClusterFaults::leaderCut),
  LEADER_PAUSED(
      "SIGSTOP of the leader for 8 s",
      IncidentKind.LEADER_CHANGED,
      IncidentCause.LEADER_PAUSED,
      WHEN_OVER,
      8_000,
      ClusterFaults.on(FaultKind.LEADER_PAUSE_LONG, ClusterFaults.LEADER)),

  STORE_AWAY(
      "kill -9 of PostgreSQL, started again after 6 s",
      IncidentKind.STORE_AWAY,
      IncidentCause.STORE_UNREACHABLE,
      WHEN_OVER,
      6_000,
      ClusterFaults.on(FaultKind.STORE_KILL, ClusterFaults.STORE)),
  STORE_ANSWER_LOST(
      "requests of the leader carried out, their answers thrown away for 1 s",
      IncidentKind.STORE_AWAY,
      IncidentCause.ANSWER_LOST,
      WHEN_OVER,
      1_000,
      ClusterFaults.on(FaultKind.STORE_ANSWER_LOST, ClusterFaults.STORE)),
  STORE_SLOW(
      "each answer of the store more than a second late",
      IncidentKind.STORE_SLOW,
      IncidentCause.STORE_SLOW,
      WHEN_OVER,
      5_000,
      ClusterFaults::storeSlow),
  ZOOKEEPER_NO_QUORUM(
      "2 of its 3 servers killed",
      IncidentKind.ZOOKEEPER_AWAY,
      IncidentCause.ZOOKEEPER_NO_QUORUM,
      WHEN_OVER,
      5_000,
      ClusterFaults.on(FaultKind.ZOOKEEPER_QUORUM_LOST, ClusterFaults.ZOOKEEPER)),

  TASK_POISON(
      "a task that fails wherever it runs",
      IncidentKind.TASK_FAILING,
      IncidentCause.POISON_TASK,
      AS_IT_STANDS,
      0,
      TaskFaults.failing(Jobs.POISON)),
  TASK_OUT_OF_MEMORY(
      "a task whose process is killed by force (137)",
      IncidentKind.TASK_FAILING,
      IncidentCause.OUT_OF_MEMORY,
      AS_IT_STANDS,
      0,
      TaskFaults.failing(Jobs.KILLED)),
  TASK_TOO_SLOW(
      "a task that outlasts its time-out",
      IncidentKind.TASK_FAILING,
      IncidentCause.TASK_TOO_SLOW,
      AS_IT_STANDS,
      0,
      TaskFaults.failing(Jobs.SLOW)),
  TASK_STUCK(
      "a task without a time-out that hangs",
      IncidentKind.STUCK_TASK,
      IncidentCause.TASK_STUCK,
      AS_IT_STANDS,
      0,
      TaskFaults::stuck),
  NO_EXECUTOR(
      "a task for a group without executors",
      IncidentKind.QUEUE_GROWING,
      IncidentCause.NO_EXECUTOR,
      AS_IT_STANDS,
      0,
      TaskFaults::nowhere),
  SATURATED(
      "3 long runs for a group with one slot",
      IncidentKind.QUEUE_GROWING,
      IncidentCause.SATURATED,
      AS_IT_STANDS,
      0,
      TaskFaults::saturated),

  EXECUTOR_STOPPED("an executor stopped cleanly and started again", 500, ExecutorFaults::stop),
  EXECUTOR_HICCUP(
      "SIGSTOP of an executor for 0.7 s", 700, ExecutorFaults.on(FaultKind.EXECUTOR_PAUSE_SHORT)),
  LEADER_HANDED_OVER(
      "cluster step-down", 500, ClusterFaults.on(FaultKind.HAND_OVER, ClusterFaults.LEADER)),
  STANDBY_KILLED(
      "kill -9 of a standby",
      2_000,
      ClusterFaults.on(FaultKind.STANDBY_KILL, ClusterFaults.STANDBY));

  /** Which answer counts: a fault that is over may be told differently from one that stands. */
  enum Judged {
    AS_IT_STANDS,
    WHEN_OVER
  }

  private final String how;
  private final IncidentKind kind;
  private final IncidentCause cause;
  private final Judged judged;
  private final long holdMs;

  /** Keeps nothing between two calls. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final Injection injection;

  /** A fault that must raise no incident. */
  TrueCause(String how, long holdMs, Injection injection) {
    this(how, null, null, WHEN_OVER, holdMs, injection);
  }

  /**
   * @param holdMs for how long it stands at least
   */
  TrueCause(
      String how,
      IncidentKind kind,
      IncidentCause cause,
      Judged judged,
      long holdMs,
      Injection injection) {
    this.how = how;
    this.kind = kind;
    this.cause = cause;
    this.judged = judged;
    this.holdMs = holdMs;
    this.injection = injection;
  }

  /** What is done, in words. */
  String how() {
    return how;
  }

  /** Of the right incident; null = there must be none. */
  IncidentKind kind() {
    return kind;
  }

  /** The right answer, as {@link TrialResult#named()} gives it. */
  String answer() {
    return cause == null ? TrialResult.NONE : cause.name();
  }

  boolean isJudgedAsItStands() {
    return judged == AS_IT_STANDS;
  }

  long holdMs() {
    return holdMs;
  }

  Injection injection() {
    return injection;
  }

  /** Takes a minute to be noticed: these are put on together, for they touch nothing in common. */
  boolean isSlow() {
    return this == TASK_STUCK || this == NO_EXECUTOR || this == SATURATED;
  }

  boolean harmsAnExecutor() {
    return name().startsWith("EXECUTOR_");
  }

  /** Whether long runs are to be under way that it may harm. */
  boolean needsLongRuns() {
    return !isSlow() && this != EXECUTOR_STOPPED;
  }

  /** Why it cannot be put on this lab; empty if it can. */
  String missing(Ground ground) {
    return switch (this) {
      case LEADER_HOST_CUT ->
          "the lab's relay takes connections for a leader behind a cut; that looks like a process"
              + " that stands still, and only a network of its own for each coordinator would not";
      case EXECUTOR_HOST_CUT -> FaultKind.HOST_CUT_LONG.needs().missing(ground.settings());
      case EXECUTOR_DISK_FULL -> FaultKind.EXECUTOR_DISK_FULL.needs().missing(ground.settings());
      default -> "";
    };
  }
}
