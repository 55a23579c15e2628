package dev.baton.coordinator.core.state;

import java.util.List;

/**
 * The hard state that a leader needs: all jobs and cursors, and every run that has not ended with
 * its task runs and its attempts.
 *
 * @param jobVersions definitions older than the current one that active runs refer to
 * @param nextRunId first run number never given
 * @param nextEventNumber first event number never given
 */
public record Snapshot(
    List<Job> jobs,
    List<Job> jobVersions,
    List<ScheduleCursor> cursors,
    List<Run> runs,
    List<TaskRun> taskRuns,
    List<Attempt> attempts,
    List<ExecutorRow> executors,
    long nextRunId,
    long nextEventNumber) {}
