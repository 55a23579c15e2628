package dev.baton.coordinator.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.baton.common.wire.CoordinatorMessage.RefusalCode;
import dev.baton.common.wire.CoordinatorMessage.Refused;
import dev.baton.common.wire.WireVersion;
import dev.baton.common.wire.codec.FrameReader;
import dev.baton.common.wire.codec.FrameWriter;
import dev.baton.common.wire.codec.Frames;
import dev.baton.common.wire.codec.Greeting;
import dev.baton.common.wire.codec.WireCodec;
import dev.baton.common.wire.codec.WireFormatException;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.security.MessageDigest;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the greeting of a new connection, and lets it in or turns it away. */
final class Doorkeeper extends ChannelInboundHandlerAdapter {
  private static final Logger log = LoggerFactory.getLogger(Doorkeeper.class);

  /** How long a connection may take to greet, TLS handshake included. */
  private static final long GREETING_LIMIT_MS = 5_000;

  private final LinkServer server;
  private final LinkSettings settings;
  private final FrameCutter cutter;
  private final FrameReader reader = new FrameReader(Frames.MAX_GREETING_BYTES);
  private final FrameWriter writer = new FrameWriter();
  private boolean greeted;

  Doorkeeper(LinkServer server, LinkSettings settings, FrameCutter cutter) {
    this.server = server;
    this.settings = settings;
    this.cutter = cutter;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    context
        .executor()
        .schedule(
            () -> {
              if (!greeted) {
                context.close();
              }
            },
            GREETING_LIMIT_MS,
            TimeUnit.MILLISECONDS);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object frame) {
    Greeting greeting;
    try {
      var message = reader.accept((byte[]) frame);
      if (message.isEmpty()) {
        turnAway(context, RefusalCode.MALFORMED, "a greeting is one frame");
        return;
      }
      greeting = WireCodec.decodeGreeting(message.get());
    } catch (WireFormatException e) {
      turnAway(context, RefusalCode.MALFORMED, e.getMessage());
      return;
    }
    if (greeting.wireVersion() != WireVersion.CURRENT) {
      turnAway(
          context,
          RefusalCode.WIRE_VERSION,
          "this coordinator speaks version "
              + WireVersion.CURRENT
              + " of the link, not "
              + greeting.wireVersion()
              + "; update the older of the two");
      return;
    }
    String wanted =
        switch (greeting.role()) {
          case EXECUTOR -> settings.executorToken();
          case COORDINATOR -> settings.coordinatorToken();
        };
    if (!wanted.isEmpty() && !matches(wanted, greeting.token())) {
      turnAway(context, RefusalCode.TOKEN, "the token is missing or wrong");
      return;
    }
    letIn(context, greeting.role());
  }

  /** Takes as long for a wrong token as for the right one. */
  private static boolean matches(String wanted, String shown) {
    return MessageDigest.isEqual(wanted.getBytes(UTF_8), shown.getBytes(UTF_8));
  }

  private void letIn(ChannelHandlerContext context, Greeting.Role role) {
    greeted = true;
    cutter.liftLimit();
    reader.limit(Frames.MAX_MESSAGE_BYTES);
    switch (role) {
      case EXECUTOR -> server.executorCame(context, this, reader, writer);
      case COORDINATOR -> server.coordinatorCame(context, this, reader, writer);
    }
  }

  private void turnAway(ChannelHandlerContext context, RefusalCode code, String reason) {
    greeted = true;
    server.counters().turnedAway.increment();
    log.info("Turned {} away: {}", context.channel().remoteAddress(), reason);
    try {
      for (byte[] bytes : writer.frames(WireCodec.encode(new Refused(0, code, reason)))) {
        context
            .writeAndFlush(Unpooled.wrappedBuffer(bytes))
            .addListener(ChannelFutureListener.CLOSE);
      }
    } catch (WireFormatException e) {
      context.close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    server.counters().turnedAway.increment();
    log.info("Turned {} away: {}", context.channel().remoteAddress(), cause.toString());
    context.close();
  }
}
