package dev.baton.coordinator.api.event;

import dev.baton.common.api.EventType;
import dev.baton.coordinator.store.StoreException;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's event stream. A virtual thread pulls events from the hub and writes them as long as
 * the client takes them; the event loop only tells it when that is so. A client that keeps it
 * waiting for too long, or falls behind what is in memory after it had caught up, is told to come
 * back with the number it got to.
 */
final class EventStream extends SimpleChannelInboundHandler<WebSocketFrame> {
  /** Close code for a client that cannot keep up. */
  static final int TOO_SLOW = 4008;

  /** Close code when the stream must begin anew: asking again answers 410. */
  static final int BEGIN_ANEW = 4010;

  private static final int GOING_AWAY = 1001;
  private static final int TRY_AGAIN_LATER = 1013;

  private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
  private static final long PING_MS = 5_000;
  private static final long PONG_MS = 30_000;

  /** An empty frame tells a client that filters how far the sequence has got, this often. */
  private static final long PROGRESS_NANOS = 2_000_000_000L;

  private static final long WAIT_MS = 1_000;

  private final EventHub hub;
  private final int era;
  private final Set<EventType> types;
  private final long stallMs;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  private volatile long position;
  private volatile long pongNanos = System.nanoTime();
  private volatile boolean ended;

  EventStream(EventHub hub, long from, Set<EventType> types, long stallMs) {
    this.hub = hub;
    this.era = hub.era();
    this.position = from;
    this.types = types;
    this.stallMs = stallMs;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof WebSocketServerProtocolHandler.HandshakeComplete) {
      ping(ctx);
      Thread.ofVirtual().name("baton-event-stream").start(() -> pump(ctx.channel()));
    }
    ctx.fireUserEventTriggered(event);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
    // A client has nothing to say here; whatever it says is a sign of life.
    pongNanos = System.nanoTime();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    signal();
    ctx.fireChannelWritabilityChanged();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    ended = true;
    signal();
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    LOG.debug("{}: event stream ended: {}", ctx.channel().remoteAddress(), cause.toString());
    ctx.close();
  }

  private void ping(ChannelHandlerContext ctx) {
    if (!ctx.channel().isActive()) {
      return;
    }
    if (System.nanoTime() - pongNanos > TimeUnit.MILLISECONDS.toNanos(PONG_MS)) {
      ctx.close();
      return;
    }
    if (ctx.channel().isWritable()) {
      ctx.writeAndFlush(new PingWebSocketFrame());
    }
    ctx.executor().schedule(() -> ping(ctx), PING_MS, TimeUnit.MILLISECONDS);
  }

  private void pump(Channel channel) {
    try {
      send(channel, new EventHub.Slice(java.util.List.of(), position), true);
      long toldNanos = System.nanoTime();
      boolean caughtUp = false;
      while (!ended) {
        if (!awaitWritable(channel)) {
          close(channel, TOO_SLOW, "too slow: come back with from=" + position);
          return;
        }
        long oldest = hub.oldestInMemory();
        if (caughtUp && position < oldest) {
          close(channel, TOO_SLOW, "too far behind: come back with from=" + position);
          return;
        }
        caughtUp |= position >= oldest;
        EventHub.Slice slice = hub.await(position, EventStreams.MAX_EVENTS_PER_FRAME, WAIT_MS, era);
        boolean moved = slice.nextFrom() > position;
        boolean due = moved && System.nanoTime() - toldNanos > PROGRESS_NANOS;
        if (send(channel, slice, due)) {
          toldNanos = System.nanoTime();
        }
        position = slice.nextFrom();
      }
    } catch (EventHub.WentBack e) {
      close(channel, BEGIN_ANEW, "the store was put back to an earlier state");
    } catch (StoreException e) {
      close(channel, TRY_AGAIN_LATER, "the store does not answer; come back with from=" + position);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close(channel, GOING_AWAY, "this coordinator ends; come back with from=" + position);
    } catch (RuntimeException e) {
      LOG.error("An event stream failed", e);
      close(channel, TRY_AGAIN_LATER, "the stream failed; come back with from=" + position);
    }
  }

  /** Whether a frame was sent. */
  private boolean send(Channel channel, EventHub.Slice slice, boolean evenIfEmpty) {
    StringBuilder json = new StringBuilder();
    int count = EventFrames.write(json, slice, types);
    if (count == 0 && !evenIfEmpty) {
      return false;
    }
    channel.writeAndFlush(new TextWebSocketFrame(json.toString()));
    return true;
  }

  private boolean awaitWritable(Channel channel) throws InterruptedException {
    long leftNanos = TimeUnit.MILLISECONDS.toNanos(stallMs);
    lock.lock();
    try {
      while (!channel.isWritable() && !ended) {
        if (leftNanos <= 0) {
          return false;
        }
        leftNanos = changed.awaitNanos(leftNanos);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void signal() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** A client that takes nothing does not take the close frame either, so it is not waited for. */
  private static void close(Channel channel, int code, String reason) {
    if (!channel.isActive()) {
      return;
    }
    channel.writeAndFlush(new CloseWebSocketFrame(code, reason));
    try {
      channel.eventLoop().schedule(() -> channel.close(), 1, TimeUnit.SECONDS);
    } catch (RejectedExecutionException e) {
      // The server is being closed, and the channel with it.
    }
  }
}
