package dev.baton.coordinator.core;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.ExecutorId;
import dev.baton.common.id.JobKey;
import dev.baton.common.id.RunId;
import dev.baton.common.id.TaskRunId;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.core.state.ExecutorRow;
import dev.baton.coordinator.core.state.IncidentRecords;
import dev.baton.coordinator.core.state.Job;
import dev.baton.coordinator.core.state.LeadershipRow;
import dev.baton.coordinator.core.state.Run;
import dev.baton.coordinator.core.state.ScheduleCursor;
import dev.baton.coordinator.core.state.Snapshot;
import dev.baton.coordinator.core.state.TaskRun;
import java.util.List;
import java.util.TreeMap;

/** What a store would hold after some facts, as a new leader reads it; of one version per job. */
final class Rows {
  private Rows() {}

  static Snapshot of(List<Fact> facts) {
    TreeMap<JobKey, Job> jobs = new TreeMap<>();
    TreeMap<String, ScheduleCursor> cursors = new TreeMap<>();
    TreeMap<RunId, Run> runs = new TreeMap<>();
    TreeMap<TaskRunId, TaskRun> tasks = new TreeMap<>();
    TreeMap<AttemptId, Attempt> attempts = new TreeMap<>();
    TreeMap<ExecutorId, ExecutorRow> executors = new TreeMap<>();
    LeadershipRow leadership = null;
    for (Fact fact : facts) {
      switch (fact) {
        case Fact.JobChanged(Job job) -> jobs.put(job.key(), job);
        case Fact.CursorMoved(ScheduleCursor cursor) ->
            cursors.put(cursor.job() + " " + cursor.schedule(), cursor);
        case Fact.RunCreated(Run run) -> runs.put(run.id(), run);
        case Fact.RunChanged(Run run) -> runs.put(run.id(), run);
        case Fact.TaskRunChanged(TaskRun task) -> tasks.put(task.id(), task);
        case Fact.AttemptCreated(Attempt attempt) -> attempts.put(attempt.id(), attempt);
        case Fact.AttemptChanged(Attempt attempt) -> attempts.put(attempt.id(), attempt);
        case Fact.ExecutorChanged(ExecutorRow row) -> executors.put(row.id(), row);
        case Fact.LeadershipChanged(LeadershipRow row) -> leadership = row;
        case Fact.JobDeleted _,
            Fact.CursorRemoved _,
            Fact.LateOutcomeKept _,
            Fact.FireSkipped _,
            Fact.FailoverEventRecorded _,
            Fact.AuditRecorded _,
            Fact.IncidentChanged _,
            Fact.IncidentTouched _ -> {}
      }
    }
    long next = runs.isEmpty() ? 1 : runs.lastKey().value() + 1;
    runs.values().removeIf(run -> run.status().isEnd());
    tasks.keySet().removeIf(id -> !runs.containsKey(id.run()));
    attempts.keySet().removeIf(id -> !runs.containsKey(id.run()));
    return new Snapshot(
        List.copyOf(jobs.values()),
        List.of(),
        List.copyOf(cursors.values()),
        List.of(),
        List.copyOf(runs.values()),
        List.copyOf(tasks.values()),
        List.copyOf(attempts.values()),
        List.copyOf(executors.values()),
        new IncidentRecords(List.of(), List.of(), leadership, 1),
        next,
        facts.size() + 1L);
  }
}
