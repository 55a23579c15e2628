package dev.baton.coordinator.core;

import dev.baton.common.id.AttemptId;
import dev.baton.common.job.OnExecutorLoss;
import dev.baton.common.job.SortedMaps;
import dev.baton.common.run.AttemptStatus;
import dev.baton.common.run.Outcome;
import dev.baton.common.wire.AttemptOutcome;
import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.coordinator.core.Effect.Counter;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The life of attempts: started, ended by their executor's word, lost, superseded, canceled. */
final class Attempts {
  private final Desk desk;
  private final Runs runs;

  Attempts(Desk desk, Runs runs) {
    this.desk = desk;
    this.runs = runs;
  }

  /** Its executor says that it runs. */
  void started(Attempt attempt, Instant at) {
    if (attempt.status() != AttemptStatus.DISPATCHED) {
      return;
    }
    desk.record(
        new Fact.AttemptChanged(
            changed(attempt, AttemptStatus.RUNNING, null, null, attempt.cause(), at, null, false)));
  }

  /** Takes its executor's word on how an attempt ended, once; later words are evidence. */
  void outcome(AttemptOutcome said) {
    Attempt attempt = desk.state.attempt(said.attempt());
    if (attempt == null || !attempt.incarnation().equals(said.incarnation())) {
      desk.count(Counter.LATE_OUTCOMES);
      desk.record(
          new Fact.LateOutcomeKept(said.attempt(), said.outcome(), said.message(), desk.instant()));
      return;
    }
    if (!desk.rules.acceptsOutcomeOnce(attempt)) {
      late(attempt, said);
      return;
    }
    Instant startedAt = attempt.startedAt() == null ? said.startedAt() : attempt.startedAt();
    Instant endedAt = said.endedAt() == null ? desk.instant() : said.endedAt();
    Attempt ended =
        changed(
            attempt,
            AttemptStatus.ENDED,
            said.outcome(),
            said.exitCode(),
            said.message(),
            startedAt,
            endedAt,
            said.silent());
    desk.record(new Fact.AttemptChanged(ended));
    switch (said.outcome()) {
      case SUCCEEDED -> {
        noteSuccess(ended);
        runs.taskSucceeded(ended, SortedMaps.copyOf(said.outputs()));
      }
      case FAILED, TIMED_OUT -> {
        noteFailure(ended);
        runs.taskFailed(ended);
      }
      case CANCELED, LOST, SUPERSEDED -> runs.attemptWasLost(ended, policy(ended));
    }
  }

  private void noteSuccess(Attempt ended) {
    RunInProgress run = desk.state.run(ended.id().run());
    if (ended.startedAt() != null) {
      long ms = Duration.between(ended.startedAt(), ended.endedAt()).toMillis();
      desk.incidents.taskTook(run.run().job(), ended.id().task(), ms);
    }
    if (desk.incidents.watchesSuccesses()) {
      desk.incidents.taskSucceeded(run.run().job(), ended.id(), ended.executor());
    }
  }

  private void noteFailure(Attempt ended) {
    if (ended.cancelRequested()) {
      return;
    }
    RunInProgress run = desk.state.run(ended.id().run());
    String task = ended.id().task();
    boolean forGood = run.task(task).failures() + 1 >= run.spec().task(task).retry().attempts();
    desk.incidents.taskFailed(
        run.run().job(),
        ended.id(),
        ended.executor(),
        ended.outcome(),
        ended.exitCode(),
        ended.cause(),
        forGood);
  }

  private void late(Attempt attempt, AttemptOutcome said) {
    if (attempt.outcome() == said.outcome() || attempt.lateOutcome() != null) {
      desk.count(Counter.DUPLICATE_OUTCOMES);
      return;
    }
    desk.count(Counter.LATE_OUTCOMES);
    desk.record(
        new Fact.AttemptChanged(
            new Attempt(
                attempt.id(),
                attempt.executor(),
                attempt.incarnation(),
                attempt.token(),
                attempt.leased(),
                attempt.status(),
                attempt.outcome(),
                attempt.exitCode(),
                attempt.cause(),
                said.outcome(),
                attempt.cancelRequested(),
                attempt.dispatchedAt(),
                attempt.startedAt(),
                attempt.endedAt(),
                attempt.silent())));
  }

  /** It is proven, or its lease is over, that nothing of it runs any more. */
  void lost(Attempt attempt, String evidence) {
    Attempt ended = end(attempt, Outcome.LOST, evidence);
    desk.incidents.attemptLost(attempt.id(), attempt.executor(), evidence);
    runs.attemptWasLost(ended, policy(attempt));
  }

  /** It never started: nothing has run, so its policy does not matter. */
  void neverStarted(Attempt attempt, String evidence) {
    runs.attemptNeverStarted(end(attempt, Outcome.LOST, evidence));
  }

  /** It may still run; another attempt takes its place (RERUN). */
  void superseded(Attempt attempt, String evidence) {
    Attempt ended = end(attempt, Outcome.SUPERSEDED, evidence);
    desk.incidents.attemptLost(attempt.id(), attempt.executor(), evidence);
    runs.attemptWasLost(ended, policy(attempt));
  }

  private Attempt end(Attempt attempt, Outcome outcome, String evidence) {
    Attempt ended =
        changed(
            attempt,
            AttemptStatus.ENDED,
            outcome,
            null,
            evidence,
            attempt.startedAt(),
            desk.instant(),
            false);
    desk.record(new Fact.AttemptChanged(ended));
    return ended;
  }

  /** Asks its executor to end it; the task will be CANCELED when it has. */
  void cancel(Attempt attempt, long link, long graceMs, String reason) {
    if (!attempt.cancelRequested()) {
      desk.record(
          new Fact.AttemptChanged(
              new Attempt(
                  attempt.id(),
                  attempt.executor(),
                  attempt.incarnation(),
                  attempt.token(),
                  attempt.leased(),
                  attempt.status(),
                  attempt.outcome(),
                  attempt.exitCode(),
                  reason,
                  attempt.lateOutcome(),
                  true,
                  attempt.dispatchedAt(),
                  attempt.startedAt(),
                  attempt.endedAt())));
    }
    if (link != ExecutorSession.NO_LINK) {
      desk.sendAfterCommit(
          link, new CoordinatorMessage.Cancel(desk.epoch, attempt.id(), graceMs, reason));
    }
  }

  /** Something runs there that is over for us: it is to end at once. */
  void endStray(long link, AttemptId attempt) {
    desk.sendAfterCommit(
        link, new CoordinatorMessage.Cancel(desk.epoch, attempt, 0, "it is over for the leader"));
  }

  /** Tells the executor, once it is durable, that these outcomes may be forgotten. */
  void acknowledge(long link, List<AttemptId> attempts) {
    if (attempts.isEmpty()) {
      return;
    }
    if (desk.rules.acknowledgesAfterCommit()) {
      desk.acknowledgeAfterCommit(link, attempts);
    } else {
      desk.sendNow(link, new CoordinatorMessage.OutcomesAccepted(desk.epoch, attempts));
    }
  }

  private OnExecutorLoss policy(Attempt attempt) {
    return desk.state.run(attempt.id().run()).spec().task(attempt.id().task()).onExecutorLoss();
  }

  private static Attempt changed(
      Attempt attempt,
      AttemptStatus status,
      Outcome outcome,
      Integer exitCode,
      String cause,
      Instant startedAt,
      Instant endedAt,
      boolean silent) {
    return new Attempt(
        attempt.id(),
        attempt.executor(),
        attempt.incarnation(),
        attempt.token(),
        attempt.leased(),
        status,
        outcome,
        exitCode,
        cause,
        attempt.lateOutcome(),
        attempt.cancelRequested(),
        attempt.dispatchedAt(),
        startedAt,
        endedAt,
        silent);
  }
}
