package dev.baton.executor.task;

import dev.baton.common.id.AttemptId;
import dev.baton.common.run.Outcome;
import dev.baton.executor.guard.AttemptPlace;
import dev.baton.executor.handler.AttemptFacts;
import dev.baton.executor.handler.Failures;
import dev.baton.executor.handler.Handler;
import dev.baton.executor.handler.HandlerContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * A java handler in this process, on another thread than the attempt's: that one must not see the
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
  private final AttemptId attempt;
  private final Executor threads;
  private final BlockingQueue<byte[]> pieces = new ArrayBlockingQueue<>(QUEUE_PIECES);
  private volatile long forceFromNanos;
  private volatile boolean canceled;
  private volatile boolean over;
  private Throwable failure;

  /** The thread that the handler has now; null before and after. Guarded by this. */
  private Thread runner;

  /**
   * @param threads gives a thread at once; it goes back when the handler has returned
   */
  HandlerBody(
      Handler handler, AttemptFacts facts, AttemptPlace place, AttemptLog log, Executor threads) {
    this.handler = handler;
    this.log = log;
    this.attempt = place.attempt();
    this.threads = threads;
    context =
        new HandlerContext(
            facts,
            () -> made(place).work(),
            () -> made(place).artifacts(),
            this::queue,
            () -> canceled);
  }

  /** Most handlers never ask for a folder. */
  private static AttemptPlace made(AttemptPlace place) {
    try {
      place.make();
      return place;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the attempt's folder can't be made; see that the executor's data directory can be"
              + " written and has space left",
          e);
    }
  }

  @Override
  public void start() {
    threads.execute(this::runHandler);
  }

  @Override
  public synchronized void end(long graceMs) {
    forceFromNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(graceMs);
    canceled = true;
    if (runner != null) {
      runner.interrupt();
    }
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
    Thread thread = Thread.currentThread();
    String nameBefore = thread.getName();
    ClassLoader loaderBefore = thread.getContextClassLoader();
    begin(thread);
    try {
      thread.setName("baton-handler-" + attempt);
      thread.setContextClassLoader(handler.loader());
      handler.code().run(context);
    } catch (Throwable thrown) {
      // A handler's error, even an OutOfMemoryError, is its attempt's failure, not the executor's.
      failure = thrown;
      context.log(Failures.trace(thrown));
    } finally {
      thread.setContextClassLoader(loaderBefore);
      thread.setName(nameBefore);
      finish();
      // Wakes the attempt's thread; if the queue is full it is awake.
      pieces.offer(new byte[0]);
    }
  }

  private synchronized void begin(Thread thread) {
    runner = thread;
    if (canceled) {
      thread.interrupt();
    }
  }

  /** From here on no interrupt of ours can reach the thread, which goes on to other work. */
  private synchronized void finish() {
    runner = null;
    Thread.interrupted();
    over = true;
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
