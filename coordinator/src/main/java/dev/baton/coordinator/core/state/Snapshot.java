package dev.baton.coordinator.core.state;

import java.util.List;

/**
 * The hard state that a leader needs: all jobs and cursors, and every run that has not ended with
 * its task runs and its attempts.
 *
 * @param jobVersions definitions older than the current one that active runs refer to
 * @param firedAhead fire times at or after their schedule's cursor that have a run already, whether
 *     it has ended or not: the schedule was put again by a leader whose clock was behind that of
 *     the one that fired
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
    long nextEventNumber) {}
