package dev.baton.executor.task;

import dev.baton.common.id.AttemptId;
import dev.baton.common.job.SortedMaps;
import dev.baton.common.run.Outcome;
import dev.baton.common.wire.AttemptOutcome;
import dev.baton.common.wire.CoordinatorMessage.StartOrder;
import dev.baton.executor.guard.AttemptPlace;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt from its start to its outcome. {@link #run} is the attempt's thread. */
final class AttemptRun implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(AttemptRun.class);

  static final String LEASE_OVER_BEFORE_START =
      "the lease ended before the leader renewed it; the attempt was not started";

  private final StartOrder order;
  private final TaskListener listener;
  private final TaskSettings settings;
  private final TaskBodies bodies;
  private final AttemptLog log;
  private final BooleanSupplier mayStart;
  private final Runnable onStarted;
  private Instant startedAt;

  // Guarded by this: who asked for the end, and whether there is a body to pass it on to.
  private EndRequest request;
  private TaskBody runningBody;

  private record EndRequest(long graceMs, Outcome outcome, String reason) {}

  /**
   * @param mayStart asked right before the work starts: threads may have stood still since the
   *     order was taken
   * @param onStarted called once the work runs, before the listener hears of it
   */
  AttemptRun(
      StartOrder order,
      TaskListener listener,
      TaskSettings settings,
      TaskBodies bodies,
      BooleanSupplier mayStart,
      Runnable onStarted) {
    this.order = order;
    this.listener = listener;
    this.settings = settings;
    this.bodies = bodies;
    this.mayStart = mayStart;
    this.onStarted = onStarted;
    this.log = new AttemptLog(order.attempt(), listener, settings.logCapBytes());
  }

  AttemptId attempt() {
    return order.attempt();
  }

  StartOrder order() {
    return order;
  }

  /** The first request decides the outcome; a later one may shorten the grace. */
  synchronized void end(long graceMs, Outcome outcome, String reason) {
    if (request != null && request.graceMs() <= graceMs) {
      return;
    }
    request =
        request == null
            ? new EndRequest(graceMs, outcome, reason)
            : new EndRequest(graceMs, request.outcome(), request.reason());
    if (runningBody != null) {
      runningBody.end(graceMs);
    }
  }

  @Override
  public void run() {
    Finish finish;
    AttemptPlace place = null;
    try {
      place = place();
      finish = execute(place);
      if (finish.outcome() != Outcome.LOST && place.isMade()) {
        Artifacts.collect(attempt(), place.artifacts(), listener, log);
      }
    } catch (StartFailure e) {
      finish = Finish.failed(null, e.getMessage());
    } catch (IOException e) {
      finish = Finish.failed(null, unable(e));
    } catch (Throwable e) {
      // Even an OutOfMemoryError must not leave an attempt without an outcome.
      LOG.error("Attempt {} ended by a fault of the executor", attempt(), e);
      finish = Finish.failed(null, "a fault in the executor ended the attempt: " + e);
    }
    AttemptOutcome outcome = outcomeOf(finish);
    log.close();
    delete(place);
    tell(outcome);
  }

  private AttemptPlace place() throws IOException {
    return TaskBodies.isGuarded(order.action())
        ? AttemptPlace.create(settings.dataDir(), settings.incarnation(), attempt())
        : AttemptPlace.planned(settings.dataDir(), settings.incarnation(), attempt());
  }

  private Finish execute(AttemptPlace place)
      throws StartFailure, IOException, InterruptedException {
    TaskBody body = bodies.create(order, place, log);
    // The runner has looked when it took the order, so that one that came too late is LOST and not
    // FAILED for what it lacks here; this thread may have stood still since.
    if (!mayStart.getAsBoolean()) {
      end(0, Outcome.LOST, LEASE_OVER_BEFORE_START);
    }
    if (isAsked()) {
      return Finish.ended(Outcome.CANCELED, null, "ended before it was started");
    }
    // Not under the lock: starting may wait for the disk, and whoever asks for the end must not.
    body.start();
    startedAt = wallClock();
    passOnRequests(body);
    announceStart();
    try {
      return body.await();
    } finally {
      passOnRequests(null);
    }
  }

  /** Never throws: what has been started has to be waited for. */
  private void announceStart() {
    try {
      onStarted.run();
      listener.started(attempt(), startedAt);
    } catch (RuntimeException e) {
      LOG.error("The start of attempt {} was not taken", attempt(), e);
    }
  }

  private synchronized boolean isAsked() {
    return request != null;
  }

  private synchronized void passOnRequests(TaskBody body) {
    runningBody = body;
    if (body != null && request != null) {
      body.end(request.graceMs());
    }
  }

  private synchronized AttemptOutcome outcomeOf(Finish finish) {
    boolean asked = !finish.byItself() && request != null;
    if (asked) {
      log.note(finish.message() + ": " + request.reason());
    } else if (finish.outcome() != Outcome.SUCCEEDED) {
      log.note(finish.message());
    }
    String message = asked ? request.reason() : finish.message();
    return new AttemptOutcome(
        attempt(),
        settings.incarnation(),
        asked ? request.outcome() : finish.outcome(),
        finish.exitCode(),
        message.substring(0, Math.min(message.length(), AttemptOutcome.MAX_MESSAGE_LENGTH)),
        SortedMaps.copyOf(finish.outputs()),
        startedAt,
        wallClock());
  }

  /** In whole microseconds, as the store keeps times. */
  private static Instant wallClock() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }

  private void delete(AttemptPlace place) {
    try {
      if (place != null) {
        place.delete();
      }
    } catch (IOException e) {
      LOG.warn("{} could not be removed: {}; the next start does it", place, e.toString());
    }
  }

  private void tell(AttemptOutcome outcome) {
    try {
      listener.ended(outcome);
    } catch (RuntimeException e) {
      LOG.error("The outcome {} of attempt {} was not taken", outcome.outcome(), attempt(), e);
    }
  }

  private static String unable(IOException e) {
    return AttemptOutcome.COULD_NOT_RUN
        + e.getMessage()
        + ". See that its data directory can be written and has space left.";
  }
}
