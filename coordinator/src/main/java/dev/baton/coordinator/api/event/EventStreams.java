package dev.baton.coordinator.api.event;

import dev.baton.common.api.EventType;
import dev.baton.coordinator.api.http.Answer;
import dev.baton.coordinator.api.http.EventDoor;
import dev.baton.coordinator.api.http.ProblemCode;
import dev.baton.coordinator.api.http.ProblemFailure;
import dev.baton.coordinator.api.http.Request;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.util.Set;
import java.util.concurrent.Semaphore;

/** The path {@code /events}: pages as plain GET, a stream as WebSocket. */
public final class EventStreams implements EventDoor {
  public static final int MAX_EVENTS_PER_FRAME = 500;

  private static final int DEFAULT_PAGE = 100;
  private static final int MAX_INCOMING_FRAME_BYTES = 4 * 1024;
  private static final long HANDSHAKE_MS = 10_000;

  private final EventHub hub;
  private final Semaphore places;
  private final long stallMs;

  public EventStreams(EventHub hub, int maxStreams, long stallMs) {
    this.hub = hub;
    this.places = new Semaphore(maxStreams);
    this.stallMs = stallMs;
  }

  /** One page of stored events; does not wait. */
  public Answer page(Request request) {
    int limit = request.query().integer("limit", DEFAULT_PAGE, 1, 1_000);
    EventHub.Range range = hub.range();
    long asked = request.query().number("from", 0, 1, Long.MAX_VALUE);
    long from = asked == 0 ? Math.max(1, range.first()) : asked;
    checkKept(from, range);
    Set<EventType> types = request.query().words("types", EventType.class);
    StringBuilder json = new StringBuilder();
    EventHub.Slice slice = hub.page(from, limit);
    EventFrames.write(json, slice, types);
    return Answer.of(
        200, Answer.JSON, json.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  @Override
  public Answer admit(Request request) {
    long from = request.query().number("from", 0, 1, Long.MAX_VALUE);
    request.query().words("types", EventType.class);
    EventHub.Range range = hub.range();
    if (from != 0) {
      checkKept(from, range);
    }
    if (places.availablePermits() == 0) {
      throw ProblemFailure.of(
          ProblemCode.TOO_MANY_REQUESTS,
          "This coordinator serves as many event streams as it can. Ask another coordinator, or"
              + " again later.");
    }
    return Answer.of(ADMITTED, Answer.JSON, new byte[0]);
  }

  @Override
  public void open(
      ChannelHandlerContext ctx, Runnable leave, HttpRequest upgrade, Request request) {
    if (!places.tryAcquire()) {
      ctx.close();
      return;
    }
    ctx.channel().closeFuture().addListener(closed -> places.release());
    long asked = request.query().number("from", 0, 1, Long.MAX_VALUE);
    EventStream stream =
        new EventStream(
            hub,
            asked == 0 ? hub.knownRange().last() + 1 : asked,
            request.query().words("types", EventType.class),
            stallMs);
    ChannelPipeline pipeline = ctx.pipeline();
    String path = request.target();
    int mark = path.indexOf('?');
    pipeline.addLast(
        new WebSocketServerProtocolHandler(
            WebSocketServerProtocolConfig.newBuilder()
                .websocketPath(mark < 0 ? path : path.substring(0, mark))
                .checkStartsWith(true)
                .maxFramePayloadLength(MAX_INCOMING_FRAME_BYTES)
                .handshakeTimeoutMillis(HANDSHAKE_MS)
                .dropPongFrames(false)
                .build()));
    pipeline.addLast(stream);
    ctx.fireChannelRead(
        new DefaultFullHttpRequest(
            upgrade.protocolVersion(),
            upgrade.method(),
            upgrade.uri(),
            Unpooled.EMPTY_BUFFER,
            upgrade.headers(),
            io.netty.handler.codec.http.EmptyHttpHeaders.INSTANCE));
    leave.run();
    ctx.channel().config().setAutoRead(true);
  }

  private static void checkKept(long from, EventHub.Range range) {
    if (from > range.last() + 1) {
      throw ahead(from);
    }
    if (from < range.first()) {
      throw ProblemFailure.of(
          ProblemCode.GONE,
          "Events before "
              + range.first()
              + " are no longer kept. Read anew what you show, then go on from "
              + (range.last() + 1)
              + ".");
    }
  }

  private static ProblemFailure ahead(long from) {
    return ProblemFailure.of(
        ProblemCode.GONE,
        "Event "
            + from
            + " lies ahead of what the store holds: it may have been put back to an earlier state."
            + " Read anew what you show, then go on without 'from'.");
  }
}
