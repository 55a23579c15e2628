package dev.baton.coordinator.link;

import dev.baton.common.id.AttemptId;
import dev.baton.common.wire.CoordinatorMessage.ArtifactAccepted;
import dev.baton.common.wire.CoordinatorMessage.LogAccepted;
import dev.baton.common.wire.ExecutorMessage;
import dev.baton.common.wire.ExecutorMessage.ArtifactChunk;
import dev.baton.common.wire.ExecutorMessage.LogChunk;
import dev.baton.coordinator.store.LogStore;
import dev.baton.coordinator.store.LogStore.ArtifactPiece;
import dev.baton.coordinator.store.LogStore.LogPiece;
import dev.baton.coordinator.store.StoreException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes log and artifact chunks to the store, many at once, and acknowledges them when they are
 * there. One thread. While the store is away it tries again and nothing more is read from the links
 * that send chunks; what came on a link that has closed is dropped, its executor will say it again.
 */
final class ChunkWriter implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ChunkWriter.class);

  /** Chunks that may wait, in bytes of their frames. */
  static final long MAX_WAITING_BYTES = 32L * 1024 * 1024;

  /** Most bytes in one write. */
  private static final int MAX_WRITE_BYTES = 4 * 1024 * 1024;

  private static final long RETRY_MS = 500;
  private static final long CLOSE_LIMIT_MS = 2_000;

  private final LogStore store;
  private final LongSupplier epoch;
  private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
  private final AtomicLong waitingBytes = new AtomicLong();
  private final Queue<Runnable> waitingForRoom = new ConcurrentLinkedQueue<>();
  private final Thread thread = Thread.ofPlatform().name("chunks").daemon().unstarted(this::run);
  private volatile boolean closed;

  private record Waiting(ExecutorLink link, ExecutorMessage chunk, int bytes) {}

  /** What an acknowledgement names beside its number; {@code name} is null for the log. */
  private record Stream(ExecutorLink link, AttemptId attempt, String name) {}

  /**
   * @param epoch under which acknowledgements are said
   */
  ChunkWriter(LogStore store, LongSupplier epoch) {
    this.store = store;
    this.epoch = epoch;
  }

  void start() {
    thread.start();
  }

  /**
   * @param chunk a LogChunk or an ArtifactChunk
   * @return whether there is room for more; if not, stop reading until {@link #whenRoom} calls
   */
  boolean put(ExecutorLink link, ExecutorMessage chunk, int bytes) {
    long now = waitingBytes.addAndGet(bytes);
    queue.add(new Waiting(link, chunk, bytes));
    return now <= MAX_WAITING_BYTES;
  }

  void whenRoom(Runnable call) {
    waitingForRoom.add(call);
    callWaiting();
  }

  private void callWaiting() {
    if (waitingBytes.get() <= MAX_WAITING_BYTES / 2) {
      for (Runnable call = waitingForRoom.poll(); call != null; call = waitingForRoom.poll()) {
        call.run();
      }
    }
  }

  private void run() {
    try {
      while (!closed) {
        List<Waiting> batch = take();
        write(batch);
        waitingBytes.addAndGet(-batch.stream().mapToLong(Waiting::bytes).sum());
        callWaiting();
      }
    } catch (InterruptedException e) {
      log.debug("No more chunks are written");
    }
  }

  private List<Waiting> take() throws InterruptedException {
    List<Waiting> batch = new ArrayList<>();
    long bytes = 0;
    Waiting next = queue.take();
    while (next != null) {
      batch.add(next);
      bytes += next.bytes();
      next = bytes < MAX_WRITE_BYTES ? queue.poll() : null;
    }
    return batch;
  }

  private void write(List<Waiting> batch) throws InterruptedException {
    boolean told = false;
    while (!closed) {
      List<Waiting> wanted = batch.stream().filter(it -> it.link().isOpen()).toList();
      try {
        store(wanted);
        acknowledge(wanted);
        return;
      } catch (StoreException e) {
        if (!told) {
          log.warn("The store does not take logs: {}. Trying again.", e.getMessage());
          told = true;
        }
        TimeUnit.MILLISECONDS.sleep(RETRY_MS);
      } catch (RuntimeException e) {
        log.error("The store cannot keep these logs; their links are closed", e);
        wanted.forEach(it -> it.link().close("the store refused its log"));
        return;
      }
    }
  }

  private void store(List<Waiting> batch) {
    List<LogPiece> logs = new ArrayList<>();
    List<ArtifactPiece> artifacts = new ArrayList<>();
    for (Waiting waiting : batch) {
      if (waiting.chunk() instanceof LogChunk it) {
        logs.add(new LogPiece(it.attempt(), it.number(), it.offset(), it.bytes(), it.last()));
      } else if (waiting.chunk() instanceof ArtifactChunk it) {
        artifacts.add(
            new ArtifactPiece(it.attempt(), it.name(), it.number(), it.bytes(), it.last()));
      }
    }
    if (!logs.isEmpty()) {
      store.putLog(logs);
    }
    if (!artifacts.isEmpty()) {
      store.putArtifact(artifacts);
    }
  }

  /** Once for each stream: chunks of one link come in order, so the last stands for all before. */
  private void acknowledge(List<Waiting> batch) {
    Map<Stream, Integer> last = new LinkedHashMap<>();
    for (Waiting waiting : batch) {
      if (waiting.chunk() instanceof LogChunk it) {
        last.put(new Stream(waiting.link(), it.attempt(), null), it.number());
      } else if (waiting.chunk() instanceof ArtifactChunk it) {
        last.put(new Stream(waiting.link(), it.attempt(), it.name()), it.number());
      }
    }
    long now = epoch.getAsLong();
    last.forEach((stream, number) ->
        stream
            .link()
            .send(
                stream.name() == null
                    ? new LogAccepted(now, stream.attempt(), number)
                    : new ArtifactAccepted(now, stream.attempt(), stream.name(), number)));
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(CLOSE_LIMIT_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
