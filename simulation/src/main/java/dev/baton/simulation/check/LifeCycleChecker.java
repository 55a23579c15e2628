package dev.baton.simulation.check;

import dev.baton.common.run.AttemptStatus;
import dev.baton.common.run.Outcome;
import dev.baton.common.run.RunStatus;
import dev.baton.common.run.TaskStatus;
import dev.baton.coordinator.core.fact.Batch;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.core.state.Run;
import dev.baton.coordinator.core.state.TaskRun;
import dev.baton.simulation.store.StoreRows;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * Runs, task runs and attempts go only from one status to those that may follow it; attempts are
 * numbered one by one, with growing fencing tokens; an outcome is accepted once.
 */
public final class LifeCycleChecker implements Witness {
  private static final String NAME = "life cycle";

  @Override
  public void factWritten(Batch batch, Fact fact, StoreRows before) {
    switch (fact) {
      case Fact.RunCreated created -> {
        RunStatus first = created.run().status();
        check(first == RunStatus.QUEUED || first == RunStatus.RUNNING, "first row", created);
      }
      case Fact.RunChanged changed -> run(before.run(changed.run().id()), changed.run());
      case Fact.TaskRunChanged changed ->
          taskRun(before.taskRun(changed.taskRun().id()), changed.taskRun());
      case Fact.AttemptCreated created -> created(batch, created.attempt(), before);
      case Fact.AttemptChanged changed ->
          attempt(before.attempt(changed.attempt().id()), changed.attempt());
      case Fact.JobChanged f -> {}
      case Fact.JobDeleted f -> {}
      case Fact.CursorMoved f -> {}
      case Fact.CursorRemoved f -> {}
      case Fact.LateOutcomeKept f -> {}
      case Fact.FireSkipped f -> {}
      case Fact.ExecutorChanged f -> {}
      case Fact.FailoverEventRecorded f -> {}
      case Fact.AuditRecorded f -> {}
      case Fact.IncidentChanged f -> {}
      case Fact.IncidentTouched f -> {}
      case Fact.LeadershipChanged f -> {}
    }
  }

  private static void check(boolean holds, String what, Object row) {
    if (!holds) {
      throw new Violation(NAME, what + ": " + row);
    }
  }

  private static void run(Run before, Run after) {
    check(before != null, "a run changes that was not created", after);
    boolean may =
        switch (before.status()) {
          case QUEUED -> after.status() == RunStatus.RUNNING || after.status().isEnd();
          case RUNNING -> after.status().isEnd();
          case SUCCEEDED, FAILED, CANCELED -> false;
        };
    check(may, "from " + before.status(), after);
    check(after.status().isEnd() == (after.endedAt() != null), "end without a time", after);
  }

  private static Set<TaskStatus> after(TaskStatus before) {
    return switch (before) {
      case WAITING -> EnumSet.of(TaskStatus.READY, TaskStatus.SKIPPED, TaskStatus.CANCELED);
      case READY -> EnumSet.of(TaskStatus.RUNNING, TaskStatus.CANCELED);
      case RUNNING ->
          EnumSet.of(
              TaskStatus.SUCCEEDED,
              TaskStatus.FAILED,
              TaskStatus.CANCELED,
              TaskStatus.READY,
              TaskStatus.RETRY_WAIT,
              TaskStatus.HELD);
      case RETRY_WAIT ->
          EnumSet.of(
              TaskStatus.READY, TaskStatus.RETRY_WAIT, TaskStatus.FAILED, TaskStatus.CANCELED);
      case HELD -> EnumSet.of(TaskStatus.READY, TaskStatus.FAILED, TaskStatus.CANCELED);
      case SUCCEEDED, FAILED, CANCELED, SKIPPED -> EnumSet.noneOf(TaskStatus.class);
    };
  }

  private static void taskRun(TaskRun before, TaskRun after) {
    if (before == null) {
      check(after.lastAttempt() == 0, "first row", after);
      return;
    }
    check(
        after(before.status()).contains(after.status()) || isMarked(before, after),
        "from " + before.status(),
        after);
    int step = after.status() == TaskStatus.RUNNING ? 1 : 0;
    check(
        after.lastAttempt() == before.lastAttempt() + step,
        "attempts before: " + before.lastAttempt(),
        after);
    check(
        after.failures() >= before.failures() && after.losses() >= before.losses(),
        "failures and losses only grow",
        after);
  }

  /** An operator has said how it ended; it names nobody's outcome. */
  private static boolean isMarked(TaskRun before, TaskRun after) {
    boolean mayBe =
        switch (before.status()) {
          case WAITING, READY, RETRY_WAIT, HELD -> true;
          case RUNNING, SUCCEEDED, FAILED, CANCELED, SKIPPED -> false;
        };
    return mayBe
        && (after.status() == TaskStatus.SUCCEEDED || after.status() == TaskStatus.FAILED)
        && after.cause().startsWith("marked as " + after.status() + " by ")
        && Objects.equals(before.accepted(), after.accepted());
  }

  private static void created(Batch batch, Attempt attempt, StoreRows before) {
    check(attempt.status() == AttemptStatus.DISPATCHED, "first row", attempt);
    check(attempt.token().epoch() == batch.epoch(), "token of another epoch", attempt);
    int others = 0;
    for (Attempt other : before.attempts(attempt.id().run())) {
      if (other.id().task().equals(attempt.id().task())) {
        others++;
        check(other.status() == AttemptStatus.ENDED, "before it has not ended " + other, attempt);
        check(
            other.token().compareTo(attempt.token()) < 0,
            "its token is not above " + other.token(),
            attempt);
      }
    }
    check(attempt.id().number() == others + 1, "there are " + others + " before", attempt);
  }

  private static void attempt(Attempt before, Attempt after) {
    check(before != null, "an attempt changes that was not created", after);
    boolean same =
        before.executor().equals(after.executor())
            && before.incarnation().equals(after.incarnation())
            && before.token().equals(after.token())
            && before.leased() == after.leased();
    check(same, "it was another one: " + before, after);
    switch (before.status()) {
      case DISPATCHED -> {}
      case RUNNING -> check(after.status() != AttemptStatus.DISPATCHED, "it ran already", after);
      case ENDED -> {
        check(after.status() == AttemptStatus.ENDED, "it had ended", after);
        check(after.outcome() == before.outcome(), "accepted was " + before.outcome(), after);
      }
    }
    check((after.outcome() != null) == (after.status() == AttemptStatus.ENDED), "outcome", after);
    check(
        after.outcome() != Outcome.SUPERSEDED || !after.leased(),
        "superseded although it was leased",
        after);
  }
}
