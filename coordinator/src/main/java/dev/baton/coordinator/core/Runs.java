package dev.baton.coordinator.core;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.JobKey;
import dev.baton.common.id.RunId;
import dev.baton.common.id.TaskRunId;
import dev.baton.common.job.OnExecutorLoss;
import dev.baton.common.job.RetryPolicy;
import dev.baton.common.job.TaskSpec;
import dev.baton.common.run.Outcome;
import dev.baton.common.run.RunStatus;
import dev.baton.common.run.TaskStatus;
import dev.baton.common.run.Trigger;
import dev.baton.coordinator.core.Effect.Counter;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.core.state.Job;
import dev.baton.coordinator.core.state.Run;
import dev.baton.coordinator.core.state.TaskRun;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;

/** Runs through their graph: from the first row to the last task's end. */
final class Runs {
  /** Pause before an attempt that never started is placed again, so that a refusal cannot spin. */
  static final long NEVER_STARTED_PAUSE_MS = 200;

  /** Told when a run has ended, before the next queued one starts. */
  interface EndListener {
    void runEnded(Run run);
  }

  private final Desk desk;
  private final Retries retries;

  /** Live attempts that an operator has ended for their task to run again. */
  private final TreeSet<AttemptId> toRunAgain = new TreeSet<>();

  private Placement placement;
  private EndListener endListener;

  Runs(Desk desk) {
    this.desk = desk;
    this.retries =
        new Retries(
            desk,
            new Retries.Next() {
              @Override
              public void ready(TaskRun task, String cause) {
                RunInProgress run = desk.state.run(task.id().run());
                Runs.this.ready(run, run.spec().task(task.id().task()), task, cause);
              }

              @Override
              public void fail(TaskRun task, String cause) {
                endTask(desk.state.run(task.id().run()), task, TaskStatus.FAILED, cause);
              }
            });
  }

  /** Which task runs wait for their next try. */
  Retries retries() {
    return retries;
  }

  void connect(Placement toPlacement, EndListener toEndListener) {
    placement = toPlacement;
    endListener = toEndListener;
  }

  /** What a new run is made of. */
  record NewRun(
      Job job,
      Trigger trigger,
      String schedule,
      Instant fireAt,
      String requestKey,
      RunId rerunOf,
      SortedMap<String, String> params,
      String requestedBy,
      boolean queued,
      String cause) {}

  /**
   * Records a new run with its task runs.
   *
   * @param preset task runs that do not start in their usual status (a rerun's), by task
   */
  RunId create(NewRun wanted, Map<String, TaskRows.Preset> preset) {
    RunId id = desk.state.takeRunId();
    Instant at = desk.instant();
    RunStatus status = wanted.queued() ? RunStatus.QUEUED : RunStatus.RUNNING;
    desk.record(
        new Fact.RunCreated(
            new Run(
                id,
                wanted.job().key(),
                wanted.job().version(),
                wanted.trigger(),
                wanted.schedule(),
                wanted.fireAt(),
                wanted.requestKey(),
                wanted.rerunOf(),
                wanted.params(),
                status,
                wanted.cause(),
                wanted.requestedBy(),
                at,
                wanted.queued() ? null : at,
                null)));
    for (TaskSpec task : wanted.job().spec().tasks()) {
      desk.record(new Fact.TaskRunChanged(TaskRows.first(id, task, preset.get(task.name()), at)));
    }
    desk.count(Counter.RUNS_ACCEPTED);
    if (!wanted.queued()) {
      release(id);
    }
    return id;
  }

  /** Lets the tasks of a run that may run go; also puts a loaded run's tasks back to work. */
  void release(RunId id) {
    RunInProgress run = desk.state.run(id);
    for (TaskSpec spec : run.spec().tasks()) {
      TaskRun task = run.task(spec.name());
      switch (task.status()) {
        case WAITING -> tryReady(run, spec);
        case READY -> placement.enqueue(task.id(), spec);
        case RETRY_WAIT -> retries.waitUntilDue(task);
        case RUNNING, HELD, SUCCEEDED, FAILED, CANCELED, SKIPPED -> {}
      }
    }
    endIfDone(run);
  }

  private void tryReady(RunInProgress run, TaskSpec spec) {
    TaskRun task = run.task(spec.name());
    boolean allSucceeded = true;
    for (String upstream : spec.after()) {
      TaskStatus status = run.task(upstream).status();
      if (status.isEnd() && status != TaskStatus.SUCCEEDED) {
        skipDownstream(run, spec, upstream + " ended " + status);
        return;
      }
      allSucceeded &= status == TaskStatus.SUCCEEDED;
    }
    if (!allSucceeded) {
      return;
    }
    ready(run, spec, task, "waits for a place");
  }

  private void ready(RunInProgress run, TaskSpec spec, TaskRun task, String cause) {
    desk.record(
        new Fact.TaskRunChanged(
            TaskRows.with(task, TaskStatus.READY, null, cause, task.losses(), null)));
    if (run.run().status() == RunStatus.RUNNING && keeps(NextStep.LINE_FOR_A_PLACE, run, task)) {
      placement.enqueue(task.id(), spec);
    }
  }

  private void skipDownstream(RunInProgress run, TaskSpec first, String cause) {
    ArrayDeque<String> open = new ArrayDeque<>(List.of(first.name()));
    String why = cause;
    while (!open.isEmpty()) {
      String name = open.poll();
      TaskRun task = run.task(name);
      if (task.status() != TaskStatus.WAITING) {
        continue;
      }
      desk.record(
          new Fact.TaskRunChanged(
              TaskRows.with(task, TaskStatus.SKIPPED, null, why, task.losses(), desk.instant())));
      open.addAll(run.graph().downstream(name));
      why = "a task before it did not succeed: " + cause;
    }
  }

  /** The attempt's outcome counts: its task has succeeded. */
  void taskSucceeded(Attempt attempt, SortedMap<String, String> outputs) {
    toRunAgain.remove(attempt.id());
    RunInProgress run = desk.state.run(attempt.id().run());
    TaskRun task = run.task(attempt.id().task());
    desk.record(
        new Fact.TaskRunChanged(TaskRows.succeeded(task, attempt, outputs, desk.instant())));
    advance(run, task.id().task());
  }

  /** The attempt FAILED or TIMED_OUT: try again, or the task has failed. */
  void taskFailed(Attempt attempt) {
    toRunAgain.remove(attempt.id());
    RunInProgress run = desk.state.run(attempt.id().run());
    TaskRun task = run.task(attempt.id().task());
    RetryPolicy retry = run.spec().task(task.id().task()).retry();
    int failures = task.failures() + 1;
    boolean again = failures < retry.attempts() && !attempt.cancelRequested();
    Instant notBefore = again ? desk.instant().plusMillis(retry.delayMsAfter(failures)) : null;
    TaskStatus status =
        again
            ? TaskStatus.RETRY_WAIT
            : attempt.cancelRequested() ? TaskStatus.CANCELED : TaskStatus.FAILED;
    TaskRun changed =
        TaskRows.failed(task, attempt, status, notBefore, again ? null : desk.instant());
    desk.record(new Fact.TaskRunChanged(changed));
    if (again && keeps(NextStep.RETRY_TIMER, run, task)) {
      retries.waitUntilDue(changed);
    } else if (!again) {
      advance(run, task.id().task());
    }
  }

  /** Nothing of the attempt ever ran: its task waits for another place. */
  void attemptNeverStarted(Attempt attempt) {
    RunInProgress run = desk.state.run(attempt.id().run());
    TaskRun task = run.task(attempt.id().task());
    if (attempt.cancelRequested()) {
      endTask(run, task, TaskStatus.CANCELED, attempt.cause());
    } else {
      tryLater(task, attempt.cause());
    }
  }

  private void tryLater(TaskRun task, String cause) {
    Instant notBefore = desk.instant().plusMillis(NEVER_STARTED_PAUSE_MS);
    TaskRun changed =
        TaskRows.with(task, TaskStatus.RETRY_WAIT, notBefore, cause, task.losses(), null);
    desk.record(new Fact.TaskRunChanged(changed));
    retries.waitUntilDue(changed);
  }

  /** The attempt was LOST or SUPERSEDED, or ended by force unasked. */
  void attemptWasLost(Attempt attempt, OnExecutorLoss policy) {
    boolean wanted = toRunAgain.remove(attempt.id());
    RunInProgress run = desk.state.run(attempt.id().run());
    TaskRun task = run.task(attempt.id().task());
    String cause =
        "attempt " + attempt.id().number() + " " + attempt.outcome() + ": " + attempt.cause();
    if (attempt.cancelRequested()) {
      endTask(run, task, TaskStatus.CANCELED, attempt.cause());
      return;
    }
    if (wanted && attempt.outcome() == Outcome.CANCELED) {
      ready(run, run.spec().task(task.id().task()), task, cause);
      return;
    }
    int losses = task.losses() + 1;
    boolean tooMany = losses >= desk.settings.maxLosses();
    TaskStatus next =
        switch (policy) {
          case RERUN, RERUN_AFTER_LEASE -> tooMany ? TaskStatus.HELD : TaskStatus.READY;
          case HOLD -> TaskStatus.HELD;
          case FAIL -> TaskStatus.FAILED;
        };
    String why = tooMany ? "lost " + losses + " times; last " + cause : cause;
    switch (next) {
      case READY -> {
        TaskRun again = TaskRows.with(task, TaskStatus.READY, null, why, losses, null);
        // What an executor takes with it runs again once without asking.
        if (losses == 1 || retries.mayGoOn(again)) {
          desk.record(new Fact.TaskRunChanged(again));
          placement.enqueue(task.id(), run.spec().task(task.id().task()));
        }
      }
      case HELD ->
          desk.record(
              new Fact.TaskRunChanged(
                  TaskRows.with(task, TaskStatus.HELD, null, why, losses, null)));
      case FAILED -> {
        TaskRun failed = TaskRows.with(task, TaskStatus.FAILED, null, why, losses, desk.instant());
        desk.record(new Fact.TaskRunChanged(failed));
        advance(run, task.id().task());
      }
      case WAITING, RUNNING, RETRY_WAIT, SUCCEEDED, CANCELED, SKIPPED ->
          throw new IllegalStateException("a loss never leads to " + next);
    }
  }

  /** An operator wants a task that is HELD, or waits for its next try, to run now. */
  void runNow(RunInProgress run, TaskRun task, String cause) {
    retries.forget(task.id(), run.run().job());
    ready(run, run.spec().task(task.id().task()), task, cause);
  }

  /**
   * An operator has it ended so that it runs again, whatever its policy. Soft: should the
   * leadership change before its end is heard, its policy decides.
   */
  void runAgainWhenEnded(AttemptId attempt) {
    toRunAgain.add(attempt);
  }

  /** An operator says how a task ended that does not run. */
  void mark(RunInProgress run, TaskRun task, TaskStatus as, String cause) {
    placement.remove(task.id(), run.spec().task(task.id().task()));
    retries.forget(task.id(), run.run().job());
    endTask(run, task, as, cause);
  }

  /** Cancels what has not started; running attempts are the caller's to ask. */
  void cancelWaiting(RunInProgress run, String reason) {
    for (TaskSpec spec : run.spec().tasks()) {
      TaskRun task = run.task(spec.name());
      switch (task.status()) {
        case WAITING, READY, RETRY_WAIT, HELD -> {
          placement.remove(task.id(), spec);
          retries.forget(task.id(), run.run().job());
          desk.record(
              new Fact.TaskRunChanged(
                  TaskRows.with(
                      task, TaskStatus.CANCELED, null, reason, task.losses(), desk.instant())));
        }
        case RUNNING, SUCCEEDED, FAILED, CANCELED, SKIPPED -> {}
      }
    }
    endIfDone(run);
  }

  private void endTask(RunInProgress run, TaskRun task, TaskStatus status, String cause) {
    desk.record(
        new Fact.TaskRunChanged(
            TaskRows.with(task, status, null, cause, task.losses(), desk.instant())));
    advance(run, task.id().task());
  }

  private boolean keeps(NextStep step, RunInProgress run, TaskRun task) {
    return desk.rules.keepsNextStep(step, run.run().id(), task.id().task());
  }

  private void advance(RunInProgress run, String ended) {
    for (String next : run.graph().downstream(ended)) {
      if (run.task(next).status() == TaskStatus.WAITING
          && keeps(NextStep.LOOK_AT_DOWNSTREAM, run, run.task(next))) {
        tryReady(run, run.spec().task(next));
      }
    }
    endIfDone(run);
  }

  private void endIfDone(RunInProgress run) {
    if (run.openTasks() > 0 || run.run().status().isEnd()) {
      return;
    }
    RunStatus status = RunStatus.SUCCEEDED;
    String cause = "all tasks have ended well";
    for (TaskRun task : run.tasks()) {
      if (task.status() == TaskStatus.CANCELED) {
        status = RunStatus.CANCELED;
        cause = task.cause();
      } else if (task.status() == TaskStatus.FAILED && status != RunStatus.CANCELED) {
        status = RunStatus.FAILED;
        cause = "task " + task.id().task() + " failed: " + task.cause();
      }
    }
    Run ended = run.run().moved(status, cause, desk.instant());
    desk.record(new Fact.RunChanged(ended));
    endListener.runEnded(ended);
    startQueued(ended.job());
  }

  /** The overlap policy's queue moves on once no run of the job is running. */
  void startQueued(JobKey job) {
    if (!desk.state.runningOf(job).isEmpty() || desk.state.queuedOf(job).isEmpty()) {
      return;
    }
    RunId next = desk.state.queuedOf(job).first();
    Run run = desk.state.run(next).run();
    desk.record(
        new Fact.RunChanged(
            run.moved(RunStatus.RUNNING, "the run before it has ended", desk.instant())));
    release(next);
  }

  /** Tasks whose next try has fallen due. */
  void onTime() {
    retries.onTime();
  }

  boolean hasRetryTimer(TaskRunId id) {
    return retries.waits(id);
  }

  long nextWakeNanos() {
    return retries.nextWakeNanos();
  }
}
