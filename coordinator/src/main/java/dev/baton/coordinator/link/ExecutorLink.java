package dev.baton.coordinator.link;

import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.common.wire.ExecutorMessage;
import dev.baton.common.wire.codec.FrameReader;
import dev.baton.common.wire.codec.FrameWriter;
import dev.baton.common.wire.codec.WireCodec;
import dev.baton.common.wire.codec.WireFormatException;
import dev.baton.coordinator.core.Input;
import dev.baton.coordinator.shell.Inbox;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One executor's link. Reads on its channel's thread; messages to send are queued by any thread and
 * written by the channel's, many with one flush.
 */
final class ExecutorLink extends ChannelInboundHandlerAdapter {
  private static final Logger log = LoggerFactory.getLogger(ExecutorLink.class);

  /** Messages that may wait for the channel's thread. */
  static final int MAX_QUEUED = 50_000;

  /** Bytes that may wait for the executor to read them; above, it is too slow and is cut off. */
  static final int MAX_UNSENT_BYTES = 32 * 1024 * 1024;

  /** How long a link that is to be closed may take for what was said last. */
  private static final long LAST_WORD_LIMIT_MS = 1_000;

  /** Reasons not to read; bits of {@link #pauses}. */
  private static final int INBOX_FULL = 1;

  private static final int CHUNKS_FULL = 2;

  private final long id;
  private final Channel channel;
  private final FrameReader reader;
  private final FrameWriter writer;
  private final Inbox inbox;
  private final ChunkWriter chunks;
  private final LinkCounters counters;
  private final Queue<CoordinatorMessage> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger queued = new AtomicInteger();
  private final AtomicBoolean drainScheduled = new AtomicBoolean();
  private volatile String closeReason;
  private final long openedNanos = System.nanoTime();
  private volatile long heardNanos = openedNanos;
  private volatile boolean announced;
  private int pauses;

  ExecutorLink(
      long id,
      Channel channel,
      FrameReader reader,
      FrameWriter writer,
      Inbox inbox,
      ChunkWriter chunks,
      LinkCounters counters) {
    this.id = id;
    this.channel = channel;
    this.reader = reader;
    this.writer = writer;
    this.inbox = inbox;
    this.chunks = chunks;
    this.counters = counters;
  }

  long id() {
    return id;
  }

  long heardNanos() {
    return heardNanos;
  }

  long openedNanos() {
    return openedNanos;
  }

  /** The core hears of this link from now on. */
  void announce() {
    announced = true;
    inbox.put(new Input.LinkOpened(id, String.valueOf(channel.remoteAddress())));
  }

  boolean isOpen() {
    return channel.isActive() && closeReason == null;
  }

  // ---- in

  @Override
  public void channelRead(ChannelHandlerContext context, Object frame) {
    byte[] bytes = (byte[]) frame;
    heardNanos = System.nanoTime();
    counters.framesIn.increment();
    try {
      reader.accept(bytes).ifPresent(this::heard);
    } catch (WireFormatException e) {
      close(e.getMessage());
    }
  }

  private void heard(byte[] bytes) {
    ExecutorMessage message;
    try {
      message = WireCodec.decodeExecutorMessage(bytes);
    } catch (WireFormatException e) {
      if (e.problem() == WireFormatException.Problem.UNKNOWN_WORD) {
        log.info("Link {}: {}; ignored", id, e.getMessage());
      } else {
        close(e.getMessage());
      }
      return;
    }
    switch (message) {
      case ExecutorMessage.LogChunk chunk -> chunk(chunk, bytes.length);
      case ExecutorMessage.ArtifactChunk chunk -> chunk(chunk, bytes.length);
      case ExecutorMessage.Hello _,
          ExecutorMessage.Heartbeat _,
          ExecutorMessage.Started _,
          ExecutorMessage.Ended _,
          ExecutorMessage.StartRefused _,
          ExecutorMessage.Draining _,
          ExecutorMessage.Goodbye _ ->
          traffic(message, bytes.length);
    }
  }

  private void traffic(ExecutorMessage message, int bytes) {
    if (!inbox.putTraffic(new Input.FromExecutor(id, message), bytes)) {
      pause(INBOX_FULL);
      inbox.whenRoom(() -> resumeLater(INBOX_FULL));
    }
  }

  private void chunk(ExecutorMessage chunk, int bytes) {
    if (!chunks.put(this, chunk, bytes)) {
      pause(CHUNKS_FULL);
      chunks.whenRoom(() -> resumeLater(CHUNKS_FULL));
    }
  }

  private void pause(int reason) {
    pauses |= reason;
    channel.config().setAutoRead(false);
  }

  private void resumeLater(int reason) {
    onChannelThread(() -> {
      pauses &= ~reason;
      if (pauses == 0) {
        channel.config().setAutoRead(true);
      }
    });
  }

  private void onChannelThread(Runnable task) {
    try {
      channel.eventLoop().execute(task);
    } catch (RejectedExecutionException e) {
      log.debug("Link {}: its thread has ended", id);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    close(cause.getMessage() == null ? cause.toString() : cause.getMessage());
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    String reason = closeReason;
    if (announced) {
      inbox.put(new Input.LinkClosed(id, reason == null ? "closed by the executor" : reason));
    }
    queue.clear();
  }

  // ---- out

  void send(CoordinatorMessage message) {
    if (closeReason != null) {
      return;
    }
    if (queued.incrementAndGet() > MAX_QUEUED) {
      close("more than " + MAX_QUEUED + " messages wait for it");
      return;
    }
    queue.add(message);
    if (drainScheduled.compareAndSet(false, true)) {
      onChannelThread(this::drain);
    }
  }

  private void drain() {
    drainScheduled.set(false);
    for (CoordinatorMessage next = queue.poll(); next != null; next = queue.poll()) {
      queued.decrementAndGet();
      write(next);
    }
    channel.flush();
    if (!channel.isWritable()) {
      close("it does not take what is sent to it");
    }
  }

  private void write(CoordinatorMessage message) {
    try {
      for (byte[] frame : writer.frames(WireCodec.encode(message))) {
        channel.write(Unpooled.wrappedBuffer(frame), channel.voidPromise());
        counters.framesOut.increment();
      }
    } catch (WireFormatException e) {
      if (message instanceof CoordinatorMessage.Start start) {
        // The core hears that it was not obeyed, and will hold the task in the end.
        inbox.put(
            new Input.FromExecutor(
                id, new ExecutorMessage.StartRefused(start.order().attempt(), e.getMessage())));
      } else {
        close(e.getMessage());
      }
    }
  }

  /** Says what is queued, and closes behind it. */
  void closeBehind(String reason) {
    if (closeReason != null) {
      return;
    }
    closeReason = reason;
    onChannelThread(() -> {
      drain();
      channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
      channel
          .eventLoop()
          .schedule(() -> channel.close(), LAST_WORD_LIMIT_MS, TimeUnit.MILLISECONDS);
    });
  }

  void close(String reason) {
    if (closeReason == null) {
      closeReason = reason;
      log.info("Closing link {} to {}: {}", id, channel.remoteAddress(), reason);
      channel.close();
    }
  }
}
