package dev.baton.coordinator.core;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.JobKey;
import dev.baton.common.id.TaskRunId;
import dev.baton.common.job.RetryPolicy.OverBudget;
import dev.baton.common.run.Outcome;
import dev.baton.common.run.TaskStatus;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.core.state.TaskRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Task runs in RETRY_WAIT: those whose next try has a time, and those that wait for the retry
 * budget to have room, oldest run first, and jobs in turn.
 */
final class Retries {
  /** How the cause of a task run begins that waits for the budget; it is kept over leaders. */
  static final String WAITS_FOR_BUDGET = "waits for the retry budget: ";

  /** What becomes of a task run whose turn has come, or that may not be tried any more. */
  interface Next {
    void ready(TaskRun task, String cause);

    void fail(TaskRun task, String cause);
  }

  private final Desk desk;
  private final RetryBudget budget;
  private final Next next;
  private final Timers<TaskRunId> due = new Timers<>();
  private final TreeMap<JobKey, TreeSet<TaskRunId>> waiting = new TreeMap<>();
  private int waitingInAll;
  private JobKey lastServed;

  Retries(Desk desk, Next next) {
    this.desk = desk;
    this.budget = new RetryBudget(desk.settings.retries());
    this.next = next;
  }

  /** A new leader counts what active runs show of the window. */
  void begin() {
    budget.moveTo(desk.now().nanos());
    for (RunInProgress run : desk.state.runs()) {
      for (Attempt attempt : run.attempts()) {
        long agoMs = Duration.between(attempt.dispatchedAt(), desk.instant()).toMillis();
        if (attempt.id().number() == 1) {
          budget.first(run.run().job(), agoMs);
        } else if (isFailure(run.attempt(before(attempt.id())))) {
          budget.again(run.run().job(), agoMs);
        }
      }
    }
  }

  private static AttemptId before(AttemptId id) {
    return new AttemptId(id.run(), id.task(), id.number() - 1);
  }

  private static boolean isFailure(Attempt attempt) {
    return attempt != null
        && (attempt.outcome() == Outcome.FAILED || attempt.outcome() == Outcome.TIMED_OUT);
  }

  /** The first attempt of a task run begins. */
  void firstAttempt(JobKey job) {
    budget.moveTo(desk.now().nanos());
    budget.first(job, 0);
  }

  /** The task run is in RETRY_WAIT; its time is looked at again when it has come. */
  void waitUntilDue(TaskRun task) {
    long ms = Math.max(0, Duration.between(desk.instant(), task.notBefore()).toMillis());
    due.set(task.id(), desk.now().nanosPlusMs(ms));
  }

  /**
   * Whether a task run that was lost again may go on at once. If not, it waits for the budget.
   *
   * @param task as it would go on
   */
  boolean mayGoOn(TaskRun task) {
    budget.moveTo(desk.now().nanos());
    RunInProgress run = desk.state.run(task.id().run());
    if (take(run, task)) {
      return true;
    }
    overBudget(run, task);
    return false;
  }

  private static boolean waits(RunInProgress run, TaskRun task) {
    return run.spec().task(task.id().task()).retry().overBudget() == OverBudget.WAIT;
  }

  private boolean take(RunInProgress run, TaskRun task) {
    JobKey job = run.run().job();
    boolean inLine = waiting.containsKey(job) && waits(run, task);
    boolean room = !desk.rules.limitsRetries() || (!inLine && budget.hasRoom(job));
    if (room) {
      budget.again(job, 0);
    }
    return room;
  }

  private void overBudget(RunInProgress run, TaskRun task) {
    JobKey job = run.run().job();
    String why = budget.hasRoom(job) ? "others of job " + job + " wait for it" : budget.text(job);
    boolean waits = waits(run, task);
    desk.incidents.retryBudgetSpent(
        budget.hasRoom() ? job : null,
        new AttemptId(task.id().run(), task.id().task(), task.lastAttempt()),
        why,
        task.cause(),
        waits);
    if (waits) {
      String cause = plainCause(task);
      desk.record(
          new Fact.TaskRunChanged(
              TaskRows.with(
                  task,
                  TaskStatus.RETRY_WAIT,
                  nextLookAt(),
                  WAITS_FOR_BUDGET + why + "; before: " + cause,
                  task.losses(),
                  null)));
      if (waiting.computeIfAbsent(job, key -> new TreeSet<>()).add(task.id())) {
        waitingInAll++;
      }
    } else {
      next.fail(task, why + ", and the job says FAIL then; before: " + plainCause(task));
    }
  }

  /** Why it waits, without what was said of the budget before. */
  private static String plainCause(TaskRun task) {
    int before = task.cause().indexOf("; before: ");
    return task.cause().startsWith(WAITS_FOR_BUDGET) && before >= 0
        ? task.cause().substring(before + "; before: ".length())
        : task.cause();
  }

  private Instant nextLookAt() {
    long ms = (budget.nextChangeNanos() - desk.now().nanos()) / 1_000_000L;
    return desk.instant().plusMillis(Math.max(0, ms));
  }

  /** It does not wait any more. */
  void forget(TaskRunId id, JobKey job) {
    due.clear(id);
    TreeSet<TaskRunId> ofJob = waiting.get(job);
    if (ofJob != null && ofJob.remove(id)) {
      waitingInAll--;
      if (ofJob.isEmpty()) {
        waiting.remove(job);
      }
    }
  }

  /** Tasks whose next try has fallen due, and those that the budget has room for now. */
  void onTime() {
    long nanos = desk.now().nanos();
    budget.moveTo(nanos);
    serveWaiting();
    for (TaskRunId id = due.pollDue(nanos); id != null; id = due.pollDue(nanos)) {
      RunInProgress run = desk.state.run(id.run());
      TaskRun task = run == null ? null : run.task(id.task());
      if (task != null && task.status() == TaskStatus.RETRY_WAIT) {
        fallsDue(run, task);
      }
    }
  }

  private void fallsDue(RunInProgress run, TaskRun task) {
    Attempt last =
        run.attempt(new AttemptId(task.id().run(), task.id().task(), task.lastAttempt()));
    boolean counts = isFailure(last) || task.cause().startsWith(WAITS_FOR_BUDGET);
    if (!counts || take(run, task)) {
      next.ready(task, "next try is due");
    } else {
      overBudget(run, task);
    }
  }

  private void serveWaiting() {
    while (waitingInAll > 0 && budget.hasRoom()) {
      JobKey job = nextJobWithRoom();
      if (job == null) {
        return;
      }
      lastServed = job;
      budget.again(job, 0);
      letGo(job, "the retry budget has room again");
    }
  }

  private JobKey nextJobWithRoom() {
    if (lastServed != null) {
      JobKey after = firstWithRoom(waiting.tailMap(lastServed, false).keySet());
      if (after != null) {
        return after;
      }
    }
    return firstWithRoom(waiting.keySet());
  }

  private JobKey firstWithRoom(Iterable<JobKey> among) {
    for (JobKey job : among) {
      if (budget.hasRoom(job)) {
        return job;
      }
    }
    return null;
  }

  private void letGo(JobKey job, String cause) {
    TaskRunId id = waiting.get(job).first();
    forget(id, job);
    RunInProgress run = desk.state.run(id.run());
    if (run != null && run.task(id.task()).status() == TaskStatus.RETRY_WAIT) {
      next.ready(run.task(id.task()), cause);
    }
  }

  /**
   * Lets those go that wait now, whatever the budget says.
   *
   * @param job null = those of all jobs
   * @return how many
   */
  int letGoAll(JobKey job, String by) {
    int count = 0;
    for (JobKey each : job == null ? List.copyOf(waiting.keySet()) : List.of(job)) {
      while (waiting.containsKey(each)) {
        budget.again(each, 0);
        letGo(each, BY_OPERATOR + by);
        count++;
      }
    }
    return count;
  }

  /** How the cause of a task run begins that an operator let go beyond the budget. */
  static final String BY_OPERATOR = "let go beyond the retry budget by ";

  /**
   * How many wait for the budget.
   *
   * @param job null = of all jobs
   */
  int waiting(JobKey job) {
    TreeSet<TaskRunId> ofJob = job == null ? null : waiting.get(job);
    return job == null ? waitingInAll : ofJob == null ? 0 : ofJob.size();
  }

  /** Whether one more try fits now; of some job if it is null. */
  boolean hasRoom(JobKey job) {
    return job == null ? budget.hasRoom() : budget.hasRoom(job);
  }

  /** Whether its next try comes by itself: by its time, or when the budget has room. */
  boolean waits(TaskRunId id) {
    RunInProgress run = desk.state.run(id.run());
    return due.isSet(id) || (run != null && waitsForBudget(id, run.run().job()));
  }

  boolean waitsForBudget(TaskRunId id, JobKey job) {
    TreeSet<TaskRunId> ofJob = waiting.get(job);
    return ofJob != null && ofJob.contains(id);
  }

  long nextWakeNanos() {
    return waitingInAll > 0 ? Math.min(due.next(), budget.nextChangeNanos()) : due.next();
  }
}
