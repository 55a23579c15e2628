package dev.baton.coordinator.core.audit;

import dev.baton.common.id.AttemptId;
import dev.baton.common.job.JobSpec;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.core.state.Run;
import dev.baton.coordinator.core.state.TaskRun;
import java.util.Collection;

/** A run that has not ended, as the leader remembers it. */
public interface AuditedRun {
  Run run();

  JobSpec spec();

  /** Null if the run has no such task. */
  TaskRun task(String name);

  Collection<TaskRun> tasks();

  /** Null if there is none of that name. */
  Attempt attempt(AttemptId id);

  /** By task and number. */
  Collection<Attempt> attempts();

  /** Task runs that have not ended. */
  int openTasks();
}
