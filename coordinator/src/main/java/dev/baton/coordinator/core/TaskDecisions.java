package dev.baton.coordinator.core;

import dev.baton.common.id.AttemptId;
import dev.baton.common.run.AttemptStatus;
import dev.baton.common.run.TaskDecision;
import dev.baton.common.run.TaskStatus;
import dev.baton.coordinator.core.command.Command.DecideTask;
import dev.baton.coordinator.core.command.CommandResult;
import dev.baton.coordinator.core.command.CommandResult.Code;
import dev.baton.coordinator.core.command.CommandResult.Done;
import dev.baton.coordinator.core.command.CommandResult.Planned;
import dev.baton.coordinator.core.command.CommandResult.Planned.Step;
import dev.baton.coordinator.core.command.CommandResult.Rejected;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.core.state.TaskRun;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What operators decide on single tasks of a run that has not ended, and what that would do. */
final class TaskDecisions {
  /** Steps of a plan; of more, the last line says how many. */
  private static final int MAX_STEPS = 200;

  private final Desk desk;
  private final Runs runs;
  private final Cancels cancels;

  TaskDecisions(Desk desk, Runs runs, Cancels cancels) {
    this.desk = desk;
    this.runs = runs;
    this.cancels = cancels;
  }

  CommandResult decide(DecideTask wish) {
    RunInProgress run = desk.state.run(wish.run());
    if (run == null) {
      return new Rejected(
          Code.NOT_FOUND,
          "Run "
              + wish.run()
              + " is not active: it has ended or never was. An ended one can be rerun.");
    }
    TaskRun task = run.task(wish.task());
    if (task == null) {
      return new Rejected(
          Code.NOT_FOUND, "Run " + wish.run() + " has no task " + wish.task() + ".");
    }
    boolean needsReason =
        task.status() != TaskStatus.HELD || wish.decision() == TaskDecision.SUCCEED;
    if (needsReason && !wish.preview() && wish.actor().reason().isBlank()) {
      return new Rejected(
          Code.INVALID, "Say why: it is kept with the task and in the audit. Nothing was done.");
    }
    return switch (wish.decision()) {
      case RERUN -> rerun(wish, run, task);
      case END_AND_RERUN ->
          task.status() == TaskStatus.RUNNING
              ? endAndRerun(wish, run, task)
              : notNow(task, "There is nothing to end.");
      case SUCCEED -> mark(wish, run, task, TaskStatus.SUCCEEDED);
      case FAIL -> mark(wish, run, task, TaskStatus.FAILED);
    };
  }

  private static Rejected notNow(TaskRun task, String fix) {
    return new Rejected(Code.CONFLICT, "Task " + task.id() + " is " + task.status() + ". " + fix);
  }

  private CommandResult rerun(DecideTask wish, RunInProgress run, TaskRun task) {
    return switch (task.status()) {
      case HELD -> again(wish, run, task, lostRisk(task));
      case RETRY_WAIT -> again(wish, run, task, "");
      case RUNNING -> notNow(task, "To end it and run it again decide END_AND_RERUN.");
      case WAITING, READY -> notNow(task, "It has not run yet: 'explain' says what it waits for.");
      case SUCCEEDED, FAILED, CANCELED, SKIPPED ->
          notNow(task, "When the run has ended, rerun it from this task.");
    };
  }

  private static String lostRisk(TaskRun task) {
    return "Attempt "
        + task.lastAttempt()
        + " was lost: nobody knows how far it came, and what it did is done again.";
  }

  private CommandResult again(DecideTask wish, RunInProgress run, TaskRun task, String risk) {
    if (wish.preview()) {
      return new Planned(
          List.of(
              new Step(
                  task.id().task(), "runs as attempt " + (task.lastAttempt() + 1) + ", at once")),
          risk);
    }
    runs.runNow(run, task, "run again by " + wish.actor().name() + Commands.because(wish.actor()));
    return done(wish, task, " runs again.");
  }

  private CommandResult endAndRerun(DecideTask wish, RunInProgress run, TaskRun task) {
    Attempt attempt =
        run.attempt(new AttemptId(task.id().run(), task.id().task(), task.lastAttempt()));
    if (attempt == null || attempt.status() == AttemptStatus.ENDED || attempt.cancelRequested()) {
      return notNow(task, "It is being canceled.");
    }
    if (!cancels.canAsk(attempt)) {
      return notNow(
          task,
          "Executor "
              + attempt.executor()
              + " cannot be asked to end it. When its lease is over the task's policy decides.");
    }
    if (wish.preview()) {
      return new Planned(
          List.of(
              new Step(
                  task.id().task(),
                  "attempt "
                      + attempt.id().number()
                      + " on "
                      + attempt.executor()
                      + " is ended, by force after its grace; then attempt "
                      + (task.lastAttempt() + 1)
                      + " is placed")),
          "What attempt " + attempt.id().number() + " has done so far is done again.");
    }
    runs.runAgainWhenEnded(attempt.id());
    cancels.endAndRerun(
        attempt, "ended to run again by " + wish.actor().name() + Commands.because(wish.actor()));
    return done(wish, task, " is ended and runs again.");
  }

  private CommandResult mark(DecideTask wish, RunInProgress run, TaskRun task, TaskStatus as) {
    return switch (task.status()) {
      case HELD, RETRY_WAIT, READY, WAITING -> {
        if (wish.preview()) {
          yield plan(run, task, as);
        }
        runs.mark(
            run,
            task,
            as,
            "marked as " + as + " by " + wish.actor().name() + Commands.because(wish.actor()));
        yield done(wish, task, " is marked as " + as + ".");
      }
      case RUNNING -> notNow(task, "It cannot be marked while it runs: wait, or cancel the run.");
      case SUCCEEDED, FAILED, CANCELED, SKIPPED ->
          notNow(task, "It has ended. When the run has, rerun it from this task.");
    };
  }

  private CommandResult done(DecideTask wish, TaskRun task, String what) {
    desk.audit(wish.actor(), "decide " + wish.decision() + " on task", task.id().toString());
    return new Done("Task " + task.id() + what);
  }

  private Planned plan(RunInProgress run, TaskRun task, TaskStatus as) {
    List<Step> steps = new ArrayList<>();
    String name = task.id().task();
    steps.add(
        new Step(
            name,
            as == TaskStatus.SUCCEEDED
                ? "counts as SUCCEEDED without running; it has no outputs"
                : "has FAILED without running"));
    Set<String> after = waitingAfter(run, name);
    int shown = 0;
    for (String next : after) {
      if (++shown >= MAX_STEPS) {
        steps.add(new Step("…", "and " + (after.size() - shown + 1) + " more"));
        break;
      }
      steps.add(
          new Step(next, as == TaskStatus.SUCCEEDED ? becomes(run, next, name) : "is skipped"));
    }
    return new Planned(
        steps,
        as == TaskStatus.SUCCEEDED && !after.isEmpty()
            ? "Tasks that read outputs of " + name + " find none."
            : "");
  }

  /** Tasks that wait for it, directly or not, nearest first. */
  private static Set<String> waitingAfter(RunInProgress run, String name) {
    Set<String> after = new LinkedHashSet<>();
    ArrayDeque<String> open = new ArrayDeque<>(run.graph().downstream(name));
    while (!open.isEmpty()) {
      String next = open.poll();
      if (run.task(next).status() == TaskStatus.WAITING && after.add(next)) {
        open.addAll(run.graph().downstream(next));
      }
    }
    return after;
  }

  private static String becomes(RunInProgress run, String next, String marked) {
    List<String> missing = new ArrayList<>();
    for (String before : run.graph().upstream(next)) {
      if (!before.equals(marked) && run.task(before).status() != TaskStatus.SUCCEEDED) {
        missing.add(before);
      }
    }
    return missing.isEmpty() ? "runs next" : "waits for " + String.join(", ", missing);
  }
}
