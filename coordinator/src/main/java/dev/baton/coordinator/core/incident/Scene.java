package dev.baton.coordinator.core.incident;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.ExecutorId;
import dev.baton.common.id.JobKey;
import dev.baton.common.id.TaskRunId;
import dev.baton.coordinator.core.state.Incident;
import java.time.Instant;
import java.util.List;

/** What incidents see of the leader's state, and what they may do. */
public interface Scene {
  long nanos();

  Instant instant();

  long epoch();

  String coordinator();

  /** Records the row; it joins the open batch. */
  void record(Incident incident);

  /** Records the link between an incident and an attempt. */
  void touch(long incident, AttemptId attempt);

  Presence executor(ExecutorId id);

  /** Number of the last heartbeat heard; 0 if none. */
  long lastBeat(ExecutorId id);

  long heartbeatMs();

  /** Attempts of that executor that have not ended and are not of a process that is there. */
  int orphans(ExecutorId id);

  /** What has become of the task run since that attempt of it was lost. */
  Replacement replacement(TaskRunId id, int lostAttempt);

  /** What that executor's machine is short of; null if of nothing. */
  Shortage shortage(ExecutorId id);

  /** Name of its machine; empty if it is not known. */
  String host(ExecutorId id);

  /** Its group; empty if it is not known. */
  String group(ExecutorId id);

  /** Whether its last heartbeat told of hardly any memory. */
  boolean hadNoMemory(ExecutorId id);

  /** Attempts that have been running for longer and have no time-out. */
  List<LongAttempt> runningLongerThan(long ms);

  /** Whether the attempt has ended, or its run has. */
  boolean isOver(AttemptId id);

  /** Asks its executor to end the attempt and lets its task run again; false if it is over. */
  boolean endAndRerun(AttemptId id, String reason);

  /** What waits for a place, by need. */
  List<WaitingLine> waitingLines(int limit);

  /** How many task runs of that job, or of all if it is null, wait for the retry budget. */
  int retriesWaiting(JobKey job);

  /** Whether the retry budget has room for one more try of that job, or of some job. */
  boolean retriesHaveRoom(JobKey job);

  /** Lets those go that wait for the retry budget; answers how many. */
  int letRetriesGo(JobKey job, String by);

  /** Whether one more run of that job, or of some job if it is null, breaks no limit. */
  boolean hasRoomForRuns(JobKey job);

  ZooKeeperState zooKeeper();

  /** Whether a commit of this leadership has come back well. */
  boolean hasCommitted();

  /** How long the first due fire has waited, in milliseconds; 0 if none does. */
  long fireLagMs();

  /** Whether fires wait for clocks to agree. */
  boolean areFiresHeld();

  /** Executors that have attempts and are neither linked nor given up. */
  int executorsAwaited();

  /** Lets a HELD task run go again; false if it is not held (any more). */
  boolean rerunHeld(TaskRunId id, String by);

  boolean isCordoned(ExecutorId id);

  /** Takes the executor out of placement. */
  boolean cordon(ExecutorId id, String reason);

  /** Why it is cordoned; null if it is not. */
  String cordonReason(ExecutorId id);

  /** Lets it take work again. */
  void uncordon(ExecutorId id, String why);

  /** Whether it gets one attempt at a time; soft, so it is said again at each review. */
  void limit(ExecutorId id, boolean oneAtATime);

  /** Whether another executor that is there can take all that this one can. */
  boolean canSpare(ExecutorId id);

  /** Says something to the log of this process. */
  void note(String text);

  /** How an executor stands. */
  enum Presence {
    UP,
    /** Linked, or expected, and not heard from. */
    SUSPECT,
    /** Its lease is over. */
    AWAY,
    /** It said goodbye, to this leader or one before. */
    LEFT,
    UNKNOWN
  }

  /** What stands for a lost attempt. */
  enum Replacement {
    /** Its task, or the whole run, has ended. */
    ENDED,
    /** A later attempt runs. */
    RUNS_AGAIN,
    /** It waits for a place or its time. */
    WAITS,
    /** It waits for an operator's word. */
    HELD
  }
}
