package dev.baton.coordinator.core;

import dev.baton.common.id.ExecutorId;
import dev.baton.common.id.RunId;
import dev.baton.common.run.AttemptStatus;
import dev.baton.common.time.Now;
import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.coordinator.core.state.Attempt;
import java.util.List;

/** Ends what runs, on request: the attempts of a run, or those left on a draining executor. */
final class Cancels {
  /** How long a drain waits when the wish for it came from before this leadership. */
  static final long DEFAULT_DRAIN_MS = 600_000;

  private final Desk desk;
  private final Runs runs;
  private final Attempts attempts;
  private final Executors executors;
  private final Timers<ExecutorId> drains = new Timers<>();

  Cancels(Desk desk, Runs runs, Attempts attempts, Executors executors) {
    this.desk = desk;
    this.runs = runs;
    this.attempts = attempts;
    this.executors = executors;
  }

  /** Cancels what of the run has not ended; its end follows when the last attempt's has. */
  void cancel(RunId id, String reason) {
    RunInProgress run = desk.state.run(id);
    if (run == null) {
      return;
    }
    for (Attempt attempt : List.copyOf(run.attempts())) {
      if (attempt.status() != AttemptStatus.ENDED) {
        attempts.cancel(attempt, linkOf(attempt), graceMs(attempt), reason);
      }
    }
    runs.cancelWaiting(run, reason);
  }

  /** Whether its executor has a link on which it can be asked to end it. */
  boolean canAsk(Attempt attempt) {
    return linkOf(attempt) != ExecutorSession.NO_LINK;
  }

  /**
   * Asks the executor to end an attempt whose task shall go on: what it says then counts as a loss,
   * so its policy decides. False if its executor cannot be asked.
   */
  boolean endAndRerun(Attempt attempt, String reason) {
    long link = linkOf(attempt);
    if (link == ExecutorSession.NO_LINK) {
      return false;
    }
    desk.sendAfterCommit(
        link, new CoordinatorMessage.Cancel(desk.epoch, attempt.id(), graceMs(attempt), reason));
    return true;
  }

  private long linkOf(Attempt attempt) {
    ExecutorSession session = executors.session(attempt.executor());
    boolean same = session != null && attempt.incarnation().equals(session.incarnation);
    return same ? session.link : ExecutorSession.NO_LINK;
  }

  private long graceMs(Attempt attempt) {
    RunInProgress run = desk.state.run(attempt.id().run());
    return run.spec().task(attempt.id().task()).killGrace().toMillis();
  }

  /** After this time the attempts left on the executor are ended and run elsewhere. */
  void drainWithin(ExecutorId executor, long ms) {
    drains.set(executor, desk.now().nanosPlusMs(ms));
  }

  void stopDrain(ExecutorId executor) {
    drains.clear(executor);
  }

  void onTime(Now now) {
    for (ExecutorId id = drains.pollDue(now.nanos());
        id != null;
        id = drains.pollDue(now.nanos())) {
      for (Attempt attempt : desk.state.liveOn(id)) {
        endAndRerun(attempt, "its executor is drained");
      }
    }
  }

  long nextWakeNanos() {
    return drains.next();
  }
}
