package dev.baton.executor.link;

import dev.baton.common.wire.ExecutorMessage;
import dev.baton.common.wire.codec.Frames;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.net.ExtendedSocketOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The executor's one connection. Links are numbered by the caller; what is said for a link that is
 * not the present one is dropped. Methods may be called from any thread and return at once.
 */
public final class LinkClient implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LinkClient.class);

  /** More unsent bytes than that, and log chunks wait. Heartbeats queue behind what is unsent. */
  private static final int HIGH_WATER_BYTES = 256 * 1024;

  private static final int LOW_WATER_BYTES = 64 * 1024;

  /** More messages than that waiting for the event loop, and log chunks wait. */
  private static final int MAX_HANDED_OVER = 8;

  /** What the system may hold unsent; a heartbeat waits behind that, too. */
  private static final int SEND_BUFFER_BYTES = 256 * 1024;

  /** A connection that is silent for so long is asked for a sign of life, so often. */
  private static final int KEEP_ALIVE_SECONDS = 10;

  private static final int KEEP_ALIVE_PROBES = 3;

  /** How long a link that is given up may still write. */
  private static final long LAST_WORDS_LIMIT_MS = 1_000;

  private static final long CLOSE_LIMIT_MS = 2_000;

  private final LinkSettings settings;
  private final LinkListener listener;
  private final NameLookup names = new NameLookup();
  private final MultiThreadIoEventLoopGroup group;
  private final EventLoop loop;

  // Of the event loop alone.
  private long present;
  private Channel channel;
  private boolean flushPlanned;

  private volatile boolean writable;

  /** Messages that the event loop has not come to. */
  private final AtomicInteger handedOver = new AtomicInteger();

  public LinkClient(LinkSettings settings, LinkListener listener) {
    this.settings = settings;
    this.listener = listener;
    this.group =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("baton-link", true), NioIoHandler.newFactory());
    this.loop = group.next();
  }

  /** Gives up the present link, if any, and dials; the listener hears what comes of it. */
  public void dial(long link, HostAndPort address) {
    loop.execute(() -> {
      dropPresent();
      present = link;
      names.find(address, link).whenCompleteAsync((f, e) -> found(link, address, f, e), loop);
    });
  }

  private void found(long link, HostAndPort address, InetSocketAddress found, Throwable failure) {
    if (link != present) {
      return;
    }
    if (failure == null) {
      connect(link, address, found);
    } else {
      ended(link, "cannot reach " + address + ": " + reason(failure));
    }
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  private void connect(long link, HostAndPort address, InetSocketAddress found) {
    LinkHandler handler = new LinkHandler(this, link, settings.token(), listener);
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.SO_KEEPALIVE, true)
            .option(ChannelOption.SO_SNDBUF, SEND_BUFFER_BYTES)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, settings.connectTimeoutMs())
            .option(
                ChannelOption.WRITE_BUFFER_WATER_MARK,
                new WriteBufferWaterMark(LOW_WATER_BYTES, HIGH_WATER_BYTES))
            .option(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE), KEEP_ALIVE_SECONDS)
            .option(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPINTERVAL), KEEP_ALIVE_SECONDS)
            .option(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPCOUNT), KEEP_ALIVE_PROBES)
            .handler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel opened) {
                    fill(opened, address, handler);
                  }
                });
    ChannelFuture connecting = bootstrap.connect(found);
    channel = connecting.channel();
    connecting.addListener(done -> {
      if (!done.isSuccess()) {
        ended(link, "cannot reach " + address + ": " + reason(done.cause()));
      }
    });
  }

  private void fill(Channel opened, HostAndPort address, LinkHandler handler) {
    if (settings.tls() != null) {
      SslHandler tls = settings.tls().newHandler(opened.alloc(), address.host(), address.port());
      tls.setHandshakeTimeoutMillis(settings.connectTimeoutMs());
      opened.pipeline().addLast(tls);
    }
    opened
        .pipeline()
        .addLast(
            new LengthFieldBasedFrameDecoder(
                Frames.MAX_FRAME_BYTES + Frames.LENGTH_BYTES,
                0,
                Frames.LENGTH_BYTES,
                0,
                Frames.LENGTH_BYTES))
        .addLast(handler);
  }

  /** Sends a message; dropped if that link is not the present one. */
  public void send(long link, ExecutorMessage message) {
    handedOver.incrementAndGet();
    loop.execute(() -> {
      int left = handedOver.decrementAndGet();
      if (link == present && channel != null) {
        channel.write(message);
        planFlush();
        if (left == 0 && writable) {
          listener.writable(link);
        }
      }
    });
  }

  /** One flush for all that was sent by the time the loop comes to it. */
  private void planFlush() {
    if (!flushPlanned) {
      flushPlanned = true;
      loop.execute(() -> {
        flushPlanned = false;
        if (channel != null) {
          channel.flush();
        }
      });
    }
  }

  /** Closes the link after what was sent has been written; the listener hears no more of it. */
  public void close(long link) {
    loop.execute(() -> {
      if (link == present) {
        dropPresent();
      }
    });
  }

  /** Whether log chunks may be sent now. */
  public boolean isWritable() {
    return writable && handedOver.get() < MAX_HANDED_OVER;
  }

  /** Closes behind what was sent; a peer that takes nothing holds it up for a moment only. */
  private Future<?> dropPresent() {
    Channel dropped = channel;
    channel = null;
    present = 0;
    writable = false;
    if (dropped == null) {
      return loop.newSucceededFuture(null);
    }
    if (dropped.isActive()) {
      dropped.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
      Runnable closes = dropped::close;
      loop.schedule(closes, LAST_WORDS_LIMIT_MS, TimeUnit.MILLISECONDS);
    } else {
      dropped.close();
    }
    return dropped.closeFuture();
  }

  // ---- called by the handler, on the loop

  boolean isPresent(long link) {
    return link == present;
  }

  void writabilityChanged(long link, boolean isWritable) {
    if (link == present) {
      writable = isWritable;
      if (isWritable) {
        listener.writable(link);
      }
    }
  }

  /** The link broke, or must not go on. */
  void ended(long link, String reason) {
    if (link == present) {
      dropPresent();
      listener.down(link, reason);
    }
  }

  /** Closes the present link after what was sent has been written, and ends the threads. */
  @Override
  public void close() {
    names.close();
    // A loop that shuts down closes its channels before it comes to what is queued, so it is told
    // only when the channel is closed: the goodbye is queued.
    CountDownLatch closed = new CountDownLatch(1);
    try {
      loop.execute(() -> dropPresent().addListener(done -> closed.countDown()));
      if (!closed.await(CLOSE_LIMIT_MS, TimeUnit.MILLISECONDS)) {
        LOG.warn("The link did not close in time; its last words may be lost");
      }
    } catch (RejectedExecutionException e) {
      return; // Closed before.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    group
        .shutdownGracefully(0, CLOSE_LIMIT_MS, TimeUnit.MILLISECONDS)
        .awaitUninterruptibly(2 * CLOSE_LIMIT_MS);
  }
}
