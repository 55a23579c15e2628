package dev.baton.coordinator.core.audit;

import dev.baton.common.id.AttemptId;
import dev.baton.common.job.TaskSpec;
import dev.baton.common.run.AttemptStatus;
import dev.baton.common.run.RunStatus;
import dev.baton.common.run.TaskStatus;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.core.state.Run;
import dev.baton.coordinator.core.state.TaskRun;
import java.util.function.Consumer;

/** What must hold of one run that has not ended, with its tasks and attempts. */
final class RunChecks {
  private final AuditScene scene;
  private final Consumer<Finding> out;

  RunChecks(AuditScene scene, Consumer<Finding> out) {
    this.scene = scene;
    this.out = out;
  }

  /** Answers how many rows it has looked at. */
  int look(AuditedRun run) {
    lookAtRun(run);
    if (run.run().status() == RunStatus.RUNNING) {
      for (TaskRun task : run.tasks()) {
        lookAtTask(run, task);
      }
    }
    Attempt before = null;
    for (Attempt attempt : run.attempts()) {
      lookAtAttempt(run, attempt, before);
      before = attempt;
    }
    return 1 + run.tasks().size() + run.attempts().size();
  }

  private void lookAtRun(AuditedRun run) {
    Run row = run.run();
    if (row.status() == RunStatus.RUNNING && run.openTasks() == 0) {
      found(AuditCheck.RUN_END, run, "run " + row.id(), "all its tasks have ended, it has not");
    } else if (row.status() == RunStatus.QUEUED && scene.isNextWithoutReason(row.id(), row.job())) {
      out.accept(
          new Finding(
              AuditCheck.RUN_QUEUE,
              "run " + row.id(),
              "it is the first in the queue of " + row.job() + ", and no run of it is running",
              new Mend.StartQueued(row.job())));
    }
  }

  private void lookAtTask(AuditedRun run, TaskRun task) {
    TaskSpec spec = run.spec().task(task.id().task());
    String subject = "task " + task.id();
    switch (task.status()) {
      case WAITING -> {
        if (upstreamsHaveEnded(run, spec)) {
          found(
              AuditCheck.TASK_WAITING,
              run,
              subject,
              "it is WAITING, and each task it comes after has ended: " + spec.after());
        }
      }
      case READY -> {
        if (!scene.isInLine(task.id(), spec)) {
          found(AuditCheck.TASK_IN_LINE, run, subject, "it is READY, and stands in no line");
        }
      }
      case RETRY_WAIT -> {
        if (!scene.hasRetryTimer(task.id())) {
          found(
              AuditCheck.RETRY_TIMER,
              run,
              subject,
              "it is RETRY_WAIT until " + task.notBefore() + ", and no timer is set");
        }
      }
      case RUNNING -> lookAtRunning(run, task, subject);
      case HELD, SUCCEEDED, FAILED, CANCELED, SKIPPED -> {}
    }
  }

  private static boolean upstreamsHaveEnded(AuditedRun run, TaskSpec spec) {
    for (String upstream : spec.after()) {
      if (!run.task(upstream).status().isEnd()) {
        return false;
      }
    }
    return true;
  }

  private void lookAtRunning(AuditedRun run, TaskRun task, String subject) {
    Attempt latest =
        task.lastAttempt() == 0
            ? null
            : run.attempt(new AttemptId(task.id().run(), task.id().task(), task.lastAttempt()));
    if (latest == null || latest.status() == AttemptStatus.ENDED) {
      out.accept(
          Finding.forOperator(
              AuditCheck.TASK_ATTEMPT,
              subject,
              "it is RUNNING, and its attempt "
                  + task.lastAttempt()
                  + (latest == null ? " is not there" : " has ended " + latest.outcome())));
    }
  }

  private void lookAtAttempt(AuditedRun run, Attempt attempt, Attempt before) {
    String subject = "attempt " + attempt.id();
    boolean sameTask = before != null && before.id().task().equals(attempt.id().task());
    if (sameTask && attempt.token().compareTo(before.token()) <= 0) {
      out.accept(
          Finding.forOperator(
              AuditCheck.ATTEMPT_TOKENS,
              subject,
              "its token " + attempt.token() + " is not greater than " + before.token()));
    }
    if (attempt.token().epoch() > scene.epoch()) {
      out.accept(
          Finding.forOperator(
              AuditCheck.EPOCH_GROWS,
              subject,
              "it is of epoch " + attempt.token().epoch() + ", this is " + scene.epoch()));
    }
    if (attempt.status() == AttemptStatus.ENDED) {
      return;
    }
    TaskRun task = run.task(attempt.id().task());
    if (task.status() != TaskStatus.RUNNING || task.lastAttempt() != attempt.id().number()) {
      out.accept(
          Finding.forOperator(
              AuditCheck.ONE_LIVE_ATTEMPT,
              subject,
              "it is "
                  + attempt.status()
                  + " on "
                  + attempt.executor()
                  + ", and its task is "
                  + task.status()
                  + " with attempt "
                  + task.lastAttempt()));
    }
    if (!scene.hasOwner(attempt)) {
      out.accept(
          new Finding(
              AuditCheck.ATTEMPT_OWNER,
              subject,
              "it is "
                  + attempt.status()
                  + " on "
                  + attempt.executor()
                  + " (process "
                  + attempt.incarnation()
                  + "), which is not heard and not awaited",
              new Mend.AwaitExecutor(attempt.executor())));
    }
  }

  private void found(AuditCheck check, AuditedRun run, String subject, String what) {
    out.accept(new Finding(check, subject, what, new Mend.ReexamineRun(run.run().id())));
  }
}
