package dev.baton.executor.task;

import dev.baton.common.run.Outcome;
import dev.baton.executor.guard.AttemptPlace;
import dev.baton.executor.handler.AttemptFacts;
import dev.baton.executor.handler.Failures;
import dev.baton.executor.handler.Handler;
import dev.baton.executor.handler.HandlerContext;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A java handler in this process, on a thread of its own: the attempt's thread must not see the
 * interrupts that ask a handler to end, they would close the files it writes. It can be asked to
 * end, never forced.
 */
final class HandlerBody implements TaskBody {
  /** Log pieces on their way to the attempt's thread; a full queue holds the handler up. */
  private static final int QUEUE_PIECES = 64;

  private static final int PIECE_BYTES = 64 * 1024;
  private static final long LOOK_AGAIN_MS = 200;

  private final Handler handler;
  private final AttemptLog log;
  private final HandlerContext context;
  private final Thread thread;
  private final BlockingQueue<byte[]> pieces = new ArrayBlockingQueue<>(QUEUE_PIECES);
  private volatile long forceFromNanos;
  private volatile boolean canceled;
  private volatile boolean over;
  private Throwable failure;

  HandlerBody(Handler handler, AttemptFacts facts, AttemptPlace place, AttemptLog log) {
    this.handler = handler;
    this.log = log;
    context =
        new HandlerContext(facts, place.work(), place.artifacts(), this::queue, () -> canceled);
    thread = new Thread(this::runHandler, "baton-handler-" + place.attempt());
    thread.setDaemon(true);
  }

  @Override
  public void start() {
    thread.start();
  }

  @Override
  public void end(long graceMs) {
    forceFromNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(graceMs);
    canceled = true;
    thread.interrupt();
  }

  @Override
  public Finish await() throws InterruptedException {
    boolean complained = false;
    while (!over || !pieces.isEmpty()) {
      byte[] piece = pieces.poll(LOOK_AGAIN_MS, TimeUnit.MILLISECONDS);
      if (piece != null) {
        log.write(piece, piece.length);
      }
      if (canceled && !complained && System.nanoTime() - forceFromNanos > 0) {
        complained = true;
        log.note(
            "the handler has been asked to end and goes on; in the executor's own process it can't"
                + " be forced. Let it look at isCanceled(), or let the task run forked.");
      }
    }
    if (canceled) {
      return Finish.ended(Outcome.CANCELED, null, "ended on request");
    }
    return failure == null
        ? Finish.succeeded(null, "the handler returned", context.outputs())
        : Finish.failed(null, Failures.message(failure));
  }

  private void runHandler() {
    try {
      thread.setContextClassLoader(handler.loader());
      handler.code().run(context);
    } catch (Throwable thrown) {
      // A handler's error, even an OutOfMemoryError, is its attempt's failure, not the executor's.
      failure = thrown;
      context.log(Failures.trace(thrown));
    } finally {
      over = true;
      // Wakes the attempt's thread; if the queue is full it is awake.
      pieces.offer(new byte[0]);
    }
  }

  /**
   * Of any thread of the handler. Never loses a piece to an interrupt, and never blocks for good.
   */
  private void queue(byte[] line) {
    boolean interrupted = false;
    for (int from = 0; from < line.length && !over; from += PIECE_BYTES) {
      byte[] piece = Arrays.copyOfRange(line, from, Math.min(line.length, from + PIECE_BYTES));
      boolean taken = false;
      while (!taken && !over) {
        try {
          taken = pieces.offer(piece, LOOK_AGAIN_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
