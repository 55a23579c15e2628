package dev.baton.executor.task;

import dev.baton.common.id.AttemptId;
import dev.baton.common.run.Outcome;
import dev.baton.common.wire.CoordinatorMessage.StartOrder;
import java.util.List;

/**
 * Runs attempts on this machine and sees to it that they end. Methods may be called from any thread
 * and never wait for a task; what comes of an attempt is said to its listener on a thread of the
 * attempt's own.
 */
public interface TaskRunner extends AutoCloseable {
  /**
   * Starts an attempt. Whatever goes wrong (a missing interpreter, a full disk, a runner that is
   * closed) is an outcome, not an exception. A leased attempt lives within the lease last given to
   * {@link #leaseUntil}; if that is past, it is not started and its outcome is LOST. An attempt
   * that runs already is not started twice.
   */
  void start(StartOrder order, TaskListener listener);

  /**
   * Ends the attempt's process tree: asks (SIGTERM), and forces (SIGKILL) after the grace period.
   * An attempt that is over or unknown is left alone; of several calls for one attempt the first
   * decides the outcome, and a later one may only shorten the grace.
   *
   * @param graceMs 0 forces at once
   * @param outcome that the attempt gets: CANCELED, TIMED_OUT, LOST or SUPERSEDED
   * @param reason for people; becomes the outcome's message
   */
  void end(AttemptId attempt, long graceMs, Outcome outcome, String reason);

  /**
   * The lease of all leased attempts now runs until this moment. Without a further call their
   * guards end them then, even if this process is frozen or gone. If the lease had run out before
   * this call, the leased attempts of that time are ended all the same.
   *
   * @param untilNanos of {@link dev.baton.common.time.BootClock}, the clock that runs on through
   *     suspends; earlier moments than the last one given are ignored
   */
  void leaseUntil(long untilNanos);

  /** Attempts that have been started and whose {@link TaskListener#ended} has not returned. */
  List<AttemptId> running();

  /**
   * Ends everything at once and waits until it is gone and said, for at most ten seconds: a handler
   * in this process may not react. Then starts nothing more.
   */
  @Override
  void close();
}
