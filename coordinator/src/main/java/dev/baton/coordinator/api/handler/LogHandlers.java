package dev.baton.coordinator.api.handler;

import dev.baton.common.api.ApiHeaders;
import dev.baton.common.api.ApiLimits;
import dev.baton.common.api.ArtifactView;
import dev.baton.common.api.Page;
import dev.baton.common.id.AttemptId;
import dev.baton.common.id.RunId;
import dev.baton.common.run.AttemptStatus;
import dev.baton.coordinator.api.http.Answer;
import dev.baton.coordinator.api.http.ProblemCode;
import dev.baton.coordinator.api.http.ProblemFailure;
import dev.baton.coordinator.api.http.QueryText;
import dev.baton.coordinator.api.http.Request;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.store.LogStore;
import dev.baton.coordinator.store.LogStore.LogSlice;
import dev.baton.coordinator.store.ReadStore;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Logs and artifacts. */
final class LogHandlers {
  private static final int DEFAULT_SLICE_BYTES = 64 * 1024;
  private static final int DEFAULT_WAIT_MS = 10_000;

  /** Between two looks at the store for more log. */
  private static final long LOOK_EVERY_MS = 200;

  private final ReadStore reads;
  private final LogStore logs;

  /** Requests that wait for more. */
  private final Semaphore followers;

  LogHandlers(ReadStore reads, LogStore logs, int maxFollowers) {
    this.reads = reads;
    this.logs = logs;
    this.followers = new Semaphore(maxFollowers);
  }

  Answer log(Request request) throws InterruptedException {
    QueryText query = request.query();
    AttemptId attempt =
        new AttemptId(Texts.run(request), request.value("task"), Texts.attempt(request));
    long offset = query.number("offset", 0, 0, Long.MAX_VALUE);
    int limit = query.integer("limit", DEFAULT_SLICE_BYTES, 1, ApiLimits.MAX_LOG_SLICE_BYTES);
    long waitMs =
        query.flag("follow")
            ? query.integer("waitMs", DEFAULT_WAIT_MS, 0, ApiLimits.MAX_FOLLOW_MS)
            : 0;
    Attempt known = attempt(attempt);
    LogSlice slice = known.silent() ? nothing(offset) : logs.readLog(attempt, offset, limit);
    if (slice.bytes().length == 0 && !slice.complete() && waitMs > 0) {
      slice = follow(known, offset, limit, waitMs);
    }
    return Answer.of(200, Answer.BYTES, slice.bytes())
        .with(ApiHeaders.LOG_OFFSET, Long.toString(slice.offset()))
        .with(ApiHeaders.LOG_NEXT_OFFSET, Long.toString(slice.offset() + slice.bytes().length))
        .with(ApiHeaders.LOG_COMPLETE, Boolean.toString(slice.complete()));
  }

  private LogSlice follow(Attempt attempt, long offset, int limit, long waitMs)
      throws InterruptedException {
    if (!followers.tryAcquire()) {
      throw ProblemFailure.of(
          ProblemCode.TOO_MANY_REQUESTS,
          "This coordinator follows as many logs as it can. Ask again in a second, or ask another"
              + " coordinator.");
    }
    try {
      long deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(waitMs);
      while (true) {
        LogSlice slice = logs.readLog(attempt.id(), offset, limit);
        if (slice.bytes().length > 0 || slice.complete()) {
          return slice;
        }
        Attempt now = attempt(attempt.id());
        if (now.silent()) {
          return nothing(offset);
        }
        // An attempt that is over may never have its log completed.
        if (now.status() == AttemptStatus.ENDED) {
          return slice;
        }
        if (System.nanoTime() - deadlineNanos > 0) {
          return slice;
        }
        Thread.sleep(LOOK_EVERY_MS);
      }
    } finally {
      followers.release();
    }
  }

  /** The whole log of an attempt that has written none. */
  private static LogSlice nothing(long offset) {
    return new LogSlice(offset, new byte[0], true);
  }

  private Attempt attempt(AttemptId id) {
    if (reads.run(id.run()).isEmpty()) {
      throw Texts.notFound("run " + id.run());
    }
    for (Attempt attempt : reads.attempts(id.run())) {
      if (attempt.id().equals(id)) {
        return attempt;
      }
    }
    throw Texts.notFound(
        "attempt "
            + id.number()
            + " of task '"
            + Texts.shorten(id.task())
            + "' in run "
            + id.run());
  }

  Answer artifacts(Request request) {
    RunId run = Texts.run(request);
    if (reads.run(run).isEmpty()) {
      throw Texts.notFound("run " + run);
    }
    return Answer.ok(
        new Page<>(
            logs.artifacts(run).stream()
                .map(artifact ->
                    new ArtifactView(
                        run.value(),
                        artifact.attempt().task(),
                        artifact.attempt().number(),
                        artifact.name(),
                        artifact.sizeBytes(),
                        artifact.complete()))
                .toList(),
            null));
  }

  Answer artifact(Request request) {
    RunId run = Texts.run(request);
    String task = request.value("task");
    String name = request.value("artifact");
    byte[] bytes = logs.readArtifact(run, task, name);
    if (bytes == null) {
      throw Texts.notFound(
          "complete artifact '"
              + Texts.shorten(name)
              + "' of task '"
              + Texts.shorten(task)
              + "' in run "
              + run);
    }
    return Answer.of(200, Answer.BYTES, bytes);
  }
}
