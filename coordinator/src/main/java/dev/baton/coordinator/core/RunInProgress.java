package dev.baton.coordinator.core;

import dev.baton.common.graph.TaskGraph;
import dev.baton.common.id.AttemptId;
import dev.baton.common.job.JobSpec;
import dev.baton.coordinator.core.audit.AuditedRun;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.core.state.Run;
import dev.baton.coordinator.core.state.TaskRun;
import java.util.Collection;
import java.util.TreeMap;

/** A run that has not ended, with its definition, its task runs and its attempts. */
final class RunInProgress implements AuditedRun {
  private final JobSpec spec;
  private final TaskGraph graph;
  private final TreeMap<String, TaskRun> tasks = new TreeMap<>();
  private final TreeMap<AttemptId, Attempt> attempts = new TreeMap<>();
  private Run run;
  private int openTasks;

  RunInProgress(Run run, JobSpec spec, TaskGraph graph) {
    this.run = run;
    this.spec = spec;
    this.graph = graph;
  }

  @Override
  public Run run() {
    return run;
  }

  @Override
  public JobSpec spec() {
    return spec;
  }

  TaskGraph graph() {
    return graph;
  }

  @Override
  public TaskRun task(String name) {
    return tasks.get(name);
  }

  @Override
  public Collection<TaskRun> tasks() {
    return tasks.values();
  }

  @Override
  public Attempt attempt(AttemptId id) {
    return attempts.get(id);
  }

  @Override
  public Collection<Attempt> attempts() {
    return attempts.values();
  }

  @Override
  public int openTasks() {
    return openTasks;
  }

  void put(Run changed) {
    run = changed;
  }

  void put(TaskRun changed) {
    TaskRun before = tasks.put(changed.id().task(), changed);
    boolean wasOpen = before != null && !before.status().isEnd();
    boolean isOpen = !changed.status().isEnd();
    openTasks += (isOpen ? 1 : 0) - (wasOpen ? 1 : 0);
  }

  void put(Attempt changed) {
    attempts.put(changed.id(), changed);
  }
}
