package dev.baton.coordinator.api.http;

import dev.baton.coordinator.api.auth.Tokens;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door of one connection: checks a request's head before its body is read, collects the body
 * within its limit, hands it to the worker, writes the answer. One request at a time; the next one
 * is not read before. Runs on the connection's event loop.
 */
final class RequestGate extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(RequestGate.class);

  /** After a refusal, what the client still sends is thrown away up to these, then we hang up. */
  private static final int MAX_DISCARDED_BYTES = 8 * 1024 * 1024;

  private static final long MAX_DISCARD_MS = 2_000;

  private final Parts parts;

  /**
   * What the decoder has made of one piece of input beyond what we have taken: a client may send
   * its next request early. No more is read meanwhile, so this holds one piece at most.
   */
  private final Queue<Object> came = new ArrayDeque<>();

  private boolean pumping;
  private State state = State.IDLE;
  private RequestHead head;
  private HttpRequest http;
  private boolean keepAlive;
  private ByteBuf body = Unpooled.EMPTY_BUFFER;
  private Answer refusal;
  private long discarded;
  private Future<?> timer;

  /**
   * What all connections share.
   *
   * @param events takes over a connection that becomes an event stream
   * @param standing headers that every answer bears
   */
  record Parts(
      Router router,
      Tokens tokens,
      RequestWorker worker,
      EventDoor events,
      Supplier<Map<String, String>> standing,
      long idleMs,
      long bodyMs) {}

  /** Where the connection is. */
  private enum State {
    IDLE,
    /** The head was taken; the body comes in. */
    BODY,
    /** The head was refused and has no body; the end of the request comes in. */
    REFUSED,
    /** The handler works. */
    WORKING,
    /** Answered for good; what still comes is thrown away. */
    DISCARDING
  }

  RequestGate(Parts parts) {
    this.parts = parts;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    armTimer(ctx, parts.idleMs());
    pump(ctx);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    stopTimer();
    dropWhatCame();
    ctx.fireChannelInactive();
  }

  private void dropWhatCame() {
    ReferenceCountUtil.release(body);
    body = Unpooled.EMPTY_BUFFER;
    while (!came.isEmpty()) {
      ReferenceCountUtil.release(came.poll());
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    LOG.debug("{}: connection ended: {}", ctx.channel().remoteAddress(), cause.toString());
    ctx.close();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    came.add(message);
    pump(ctx);
  }

  /** Takes what came, piece by piece, until a handler works; asks for more when it is used up. */
  private void pump(ChannelHandlerContext ctx) {
    if (pumping) {
      return;
    }
    pumping = true;
    try {
      while (state != State.WORKING) {
        Object message = came.poll();
        if (message == null) {
          ctx.read();
          return;
        }
        try {
          take(ctx, message);
        } finally {
          ReferenceCountUtil.release(message);
        }
      }
    } finally {
      pumping = false;
    }
  }

  private void take(ChannelHandlerContext ctx, Object message) {
    switch (state) {
      case IDLE -> {
        if (message instanceof HttpRequest request) {
          begin(ctx, request);
        }
      }
      case BODY -> {
        if (message instanceof HttpContent content) {
          collect(ctx, content);
        }
      }
      case REFUSED -> {
        if (message instanceof LastHttpContent) {
          state = State.WORKING;
          write(ctx, refusal);
        }
      }
      case DISCARDING -> discard(ctx, message);
      case WORKING -> throw new IllegalStateException("taken while a handler works");
    }
  }

  private void begin(ChannelHandlerContext ctx, HttpRequest request) {
    http = request;
    keepAlive = HttpUtil.isKeepAlive(request) && request.decoderResult().isSuccess();
    armTimer(ctx, parts.bodyMs());
    try {
      head = RequestHead.check(request, parts.router(), parts.tokens(), Connections.remoteOf(ctx));
    } catch (ProblemFailure e) {
      refuse(ctx, e);
      return;
    }
    if (HttpUtil.is100ContinueExpected(request)) {
      ctx.writeAndFlush(
          new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
    }
    state = State.BODY;
    body = ctx.alloc().buffer();
  }

  private void collect(ChannelHandlerContext ctx, HttpContent content) {
    Route route = head.found().route();
    if (!content.decoderResult().isSuccess()) {
      keepAlive = false;
      hangUpWith(
          ctx, ProblemFailure.of(ProblemCode.BAD_REQUEST, "The body's chunks cannot be read."));
      return;
    }
    if (body.readableBytes() + content.content().readableBytes() > route.body().maxBytes()) {
      hangUpWith(ctx, RequestHead.tooLarge(route));
      return;
    }
    body.writeBytes(content.content());
    if (content instanceof LastHttpContent) {
      work(ctx);
    }
  }

  private void work(ChannelHandlerContext ctx) {
    byte[] bytes = new byte[body.readableBytes()];
    body.readBytes(bytes);
    body.release();
    body = Unpooled.EMPTY_BUFFER;
    state = State.WORKING;
    stopTimer();
    Request request = head.withBody(bytes);
    if (head.wantsEvents()) {
      HttpRequest upgrade = http;
      parts
          .worker()
          .submit(
              request,
              parts.events()::admit,
              answer -> onLoop(ctx, () -> openOrWrite(ctx, upgrade, request, answer)));
      return;
    }
    parts
        .worker()
        .submit(
            request, request.route().handler(), answer -> onLoop(ctx, () -> write(ctx, answer)));
  }

  private void openOrWrite(
      ChannelHandlerContext ctx, HttpRequest upgrade, Request request, Answer answer) {
    if (answer.status() == EventDoor.ADMITTED) {
      parts.events().open(ctx, () -> leave(ctx), upgrade, request);
    } else {
      write(ctx, answer);
    }
  }

  private static void onLoop(ChannelHandlerContext ctx, Runnable work) {
    try {
      ctx.executor().execute(work);
    } catch (RejectedExecutionException e) {
      // The server is being closed, and this connection with it.
      LOG.debug("{}: an answer came after the end", ctx.channel().remoteAddress());
    }
  }

  private void refuse(ChannelHandlerContext ctx, ProblemFailure problem) {
    boolean bodyComes =
        HttpUtil.isTransferEncodingChunked(http)
            || http.headers().contains(HttpHeaderNames.CONTENT_LENGTH)
                && !"0".equals(http.headers().get(HttpHeaderNames.CONTENT_LENGTH));
    if (bodyComes || !keepAlive) {
      hangUpWith(ctx, problem);
    } else {
      refusal = Answer.problem(problem, pathOf(http));
      state = State.REFUSED;
    }
  }

  /** Answers, and reads on for a moment so that the client gets to see the answer. */
  private void hangUpWith(ChannelHandlerContext ctx, ProblemFailure problem) {
    ReferenceCountUtil.release(body);
    body = Unpooled.EMPTY_BUFFER;
    state = State.DISCARDING;
    keepAlive = false;
    armTimer(ctx, MAX_DISCARD_MS);
    ctx.writeAndFlush(response(Answer.problem(problem, pathOf(http))))
        .addListener(done -> {
          if (done.isSuccess() && ctx.channel() instanceof DuplexChannel duplex) {
            duplex.shutdownOutput();
          } else {
            ctx.close();
          }
        });
  }

  private void discard(ChannelHandlerContext ctx, Object message) {
    if (message instanceof HttpContent content) {
      discarded += content.content().readableBytes();
    }
    if (discarded > MAX_DISCARDED_BYTES || message instanceof LastHttpContent) {
      ctx.close();
    }
  }

  private void write(ChannelHandlerContext ctx, Answer answer) {
    if (!ctx.channel().isActive()) {
      return;
    }
    // The client has to take the answer in time; the timer closes the connection otherwise.
    armTimer(ctx, parts.bodyMs());
    ctx.writeAndFlush(response(answer))
        .addListener(done -> {
          if (!done.isSuccess() || !keepAlive) {
            ctx.close();
            return;
          }
          state = State.IDLE;
          head = null;
          http = null;
          refusal = null;
          armTimer(ctx, parts.idleMs());
          pump(ctx);
        });
  }

  private FullHttpResponse response(Answer answer) {
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(answer.status()),
            Unpooled.wrappedBuffer(answer.body()));
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, answer.contentType())
        .set(HttpHeaderNames.CONTENT_LENGTH, answer.body().length)
        .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
        .set("X-Content-Type-Options", "nosniff");
    parts.standing().get().forEach((name, value) -> response.headers().set(name, value));
    answer.headers().forEach((name, value) -> response.headers().set(name, value));
    if (!keepAlive) {
      response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
    return response;
  }

  /** Stops looking after this connection: it is an event stream from here on. */
  private void leave(ChannelHandlerContext ctx) {
    stopTimer();
    dropWhatCame();
    ctx.pipeline().remove(this);
  }

  private void armTimer(ChannelHandlerContext ctx, long ms) {
    stopTimer();
    timer = ctx.executor().schedule(() -> ctx.close(), ms, TimeUnit.MILLISECONDS);
  }

  private void stopTimer() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }

  private static String pathOf(HttpRequest http) {
    int mark = http.uri().indexOf('?');
    String path = mark < 0 ? http.uri() : http.uri().substring(0, mark);
    return path.length() <= 200 ? path : path.substring(0, 200) + "…";
  }
}
