package dev.baton.executor.link;

import dev.baton.common.wire.ExecutorMessage;
import dev.baton.executor.journal.Spool;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what the spool holds, as fast as the link and the coordinator take it: never so much that a
 * heartbeat has to wait behind it. Its own thread reads the files.
 */
public final class ChunkShipper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChunkShipper.class);

  /** Bytes sent and not acknowledged, at most. */
  static final long MAX_IN_FLIGHT_BYTES = 4L * 1024 * 1024;

  /** How often output that has not filled a chunk is looked at. */
  private static final long LOOK_MS = 50;

  private static final long IDLE_MS = 60_000;
  private static final long CLOSE_LIMIT_MS = 1_000;

  private final Spool spool;
  private final LinkClient client;
  private final IntConsumer pendingChanged;
  private final Semaphore work = new Semaphore(0);
  private final Thread thread;

  /** The link that chunks may be sent on; another one each time it is opened. 0 = none. */
  private static final class Opening {
    final long link;

    Opening(long link) {
      this.link = link;
    }
  }

  private volatile Opening opening = new Opening(0);
  private volatile boolean closed;

  // Of the thread alone.
  private Opening served = opening;
  private int reportedPending;

  /**
   * @param pendingChanged is told, on the shipper's thread, when something begins to wait for an
   *     acknowledgement and when nothing does any more
   */
  public ChunkShipper(Spool spool, LinkClient client, IntConsumer pendingChanged) {
    this.spool = spool;
    this.client = client;
    this.pendingChanged = pendingChanged;
    this.thread = Thread.ofPlatform().name("baton-shipper").daemon().unstarted(this::work);
  }

  public void begin() {
    spool.onChange(this::wake);
    thread.start();
  }

  /** Chunks may be sent on this link, beginning with the first that is not acknowledged. */
  public void open(long link) {
    opening = new Opening(link);
    wake();
  }

  /** The link is gone. */
  public void shut() {
    opening = new Opening(0);
  }

  /** There may be something to do. */
  public void wake() {
    if (work.availablePermits() == 0) {
      work.release();
    }
  }

  private void work() {
    while (!closed) {
      try {
        work.tryAcquire(spool.hasUncut() ? LOOK_MS : IDLE_MS, TimeUnit.MILLISECONDS);
        work.drainPermits();
        spool.cutDue();
        ship();
        reportPending();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.error("Logs could not be shipped for a moment", e);
      }
    }
  }

  private void ship() {
    Opening now = opening;
    if (now != served) {
      // On this thread, so that no chunk is taken for the old link after the rewinding.
      spool.rewind();
      served = now;
    }
    while (now.link != 0
        && now == opening
        && client.isWritable()
        && spool.inFlightBytes() < MAX_IN_FLIGHT_BYTES) {
      Optional<ExecutorMessage> chunk = spool.next();
      if (chunk.isEmpty()) {
        return;
      }
      client.send(now.link, chunk.get());
    }
  }

  private void reportPending() {
    int pending = spool.pending();
    if ((pending == 0) != (reportedPending == 0)) {
      pendingChanged.accept(pending);
    }
    reportedPending = pending;
  }

  @Override
  public void close() {
    closed = true;
    wake();
    try {
      thread.join(CLOSE_LIMIT_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
