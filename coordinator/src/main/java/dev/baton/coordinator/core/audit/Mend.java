package dev.baton.coordinator.core.audit;

import dev.baton.common.id.ExecutorId;
import dev.baton.common.id.JobKey;
import dev.baton.common.id.RunId;

/** A next step that is safe to take: taken once more than needed, it changes nothing. */
public sealed interface Mend {
  /** There is none: an operator decides. */
  record None() implements Mend {}

  /** Look at each task of the run again, and at the run's end. */
  record ReexamineRun(RunId run) implements Mend {}

  /** Start the job's first queued run if none is running. */
  record StartQueued(JobKey job) implements Mend {}

  /** Wait a whole lease for the executor, then take its attempts for lost. */
  record AwaitExecutor(ExecutorId executor) implements Mend {}

  /** Put the schedule's timer again. */
  record PutTimer(JobKey job, String schedule) implements Mend {}

  /** Review open incidents now. */
  record ReviewIncidents() implements Mend {}
}
