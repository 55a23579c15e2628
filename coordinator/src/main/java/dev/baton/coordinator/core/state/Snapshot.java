package dev.baton.coordinator.core.state;

import java.util.List;

/**
 * The hard state that a leader needs: all jobs and cursors, and every run that has not ended with
 * its task runs and its attempts.
 *
 * @param jobVersions definitions older than the current one that active runs refer to
 * @param firedAhead fire times that have a run already, whether it has ended or not: those at or
 *     after their schedule's cursor, for it was put again by a leader whose clock was behind that
 *     of the one that fired; and those of the {@link #NEWEST_RUNS} newest runs, for a schedule may
 *     yet be put again, or its job be made again after a deletion, by a leader who is behind. In no
 *     order, each once
 * @param nextRunId first run number never given
 * @param nextEventNumber first event number never given
 */
public record Snapshot(
    List<Job> jobs,
    List<Job> jobVersions,
    List<ScheduleCursor> cursors,
    List<FiredTime> firedAhead,
    List<Run> runs,
    List<TaskRun> taskRuns,
    List<Attempt> attempts,
    List<ExecutorRow> executors,
    IncidentRecords incidents,
    long nextRunId,
    long nextEventNumber) {
  /**
   * Runs that are looked at for fire times that a schedule may meet again: what a cluster fires in
   * the few seconds by which two clocks may differ unnoticed.
   */
  public static final int NEWEST_RUNS = 5_000;
}
