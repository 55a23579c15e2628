package dev.baton.simulation.check;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.JobKey;
import dev.baton.common.id.RunId;
import dev.baton.common.run.Outcome;
import dev.baton.common.run.TaskStatus;
import dev.baton.coordinator.core.RetryLimits;
import dev.baton.coordinator.core.fact.Batch;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.core.state.TaskRun;
import dev.baton.simulation.store.StoreRows;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Within half a window no leader lets more failed tasks go again than a whole window allows, and a
 * little that first attempts before it paid for. Half, for commits are late and clocks drift. What
 * an operator lets go is not counted. Knows nothing of how a leader counts.
 */
public final class RetryBudgetChecker implements Witness {
  private static final String NAME = "retry budget";

  /** First attempts that the leader may have counted and that are not written yet, or long ago. */
  private static final int SLACK_WINDOWS = 2;

  private final LongSupplier trueNanos;
  private final RetryLimits limits;
  private final Seen all = new Seen();
  private final Map<JobKey, Seen> jobs = new HashMap<>();
  private long epoch;

  private static final class Seen {
    final ArrayDeque<Long> first = new ArrayDeque<>();
    final ArrayDeque<Long> again = new ArrayDeque<>();
  }

  public RetryBudgetChecker(LongSupplier trueNanos, RetryLimits limits) {
    this.trueNanos = trueNanos;
    this.limits = limits;
  }

  @Override
  public void factWritten(Batch batch, Fact fact, StoreRows before) {
    if (batch.epoch() != epoch) {
      epoch = batch.epoch();
      all.again.clear();
      jobs.values().forEach(seen -> seen.again.clear());
    }
    if (fact instanceof Fact.AttemptCreated created && created.attempt().id().number() == 1) {
      all.first.add(trueNanos.getAsLong());
      of(created.attempt().id().run(), before).first.add(trueNanos.getAsLong());
    } else if (fact instanceof Fact.TaskRunChanged changed
        && changed.taskRun().status() == TaskStatus.READY) {
      goesAgain(changed.taskRun(), before);
    }
  }

  private Seen of(RunId run, StoreRows before) {
    return jobs.computeIfAbsent(before.run(run).job(), job -> new Seen());
  }

  private void goesAgain(TaskRun task, StoreRows before) {
    TaskRun was = before.taskRun(task.id());
    Attempt last =
        task.lastAttempt() == 0
            ? null
            : before.attempt(new AttemptId(task.id().run(), task.id().task(), task.lastAttempt()));
    boolean counts =
        was.status() == TaskStatus.RETRY_WAIT
            && last != null
            && (last.outcome() == Outcome.FAILED || last.outcome() == Outcome.TIMED_OUT)
            && !task.cause().startsWith("let go")
            && !task.cause().startsWith("run again by");
    if (counts) {
      check("in all", all, limits.minimumInAll());
      check(
          before.run(task.id().run()).job().toString(),
          of(task.id().run(), before),
          limits.minimumPerJob());
    }
  }

  private void check(String whose, Seen seen, int minimum) {
    long now = trueNanos.getAsLong();
    seen.again.add(now);
    forget(seen.again, now - limits.windowMs() * 1_000_000L / 2);
    forget(seen.first, now - SLACK_WINDOWS * limits.windowMs() * 1_000_000L);
    long allowed = minimum + (long) seen.first.size() * limits.percent() / 100;
    if (seen.again.size() > allowed) {
      throw new Violation(
          NAME,
          seen.again.size()
              + " further tries "
              + whose
              + " within half a window of "
              + limits.windowMs()
              + " ms; a whole one allows "
              + allowed);
    }
  }

  /** Who leads now may do so under a number that there was before. */
  @Override
  public void wentBack(StoreRows rows, long before) {
    epoch = 0;
  }

  private static void forget(ArrayDeque<Long> times, long before) {
    while (!times.isEmpty() && times.peekFirst() < before) {
      times.pollFirst();
    }
  }
}
