package dev.baton.executor.link;

import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.common.wire.ExecutorMessage;
import dev.baton.common.wire.codec.FrameReader;
import dev.baton.common.wire.codec.FrameWriter;
import dev.baton.common.wire.codec.Frames;
import dev.baton.common.wire.codec.Greeting;
import dev.baton.common.wire.codec.WireCodec;
import dev.baton.common.wire.codec.WireFormatException;
import dev.baton.common.wire.codec.WireFormatException.Problem;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One link: greets, turns frames into messages and back, and ends it when their numbers jump. */
final class LinkHandler extends ChannelDuplexHandler {
  private static final Logger LOG = LoggerFactory.getLogger(LinkHandler.class);

  private final LinkClient client;
  private final long link;
  private final String token;
  private final LinkListener listener;
  private final FrameReader reader = new FrameReader(Frames.MAX_MESSAGE_BYTES);
  private final FrameWriter writer = new FrameWriter();

  LinkHandler(LinkClient client, long link, String token, LinkListener listener) {
    this.client = client;
    this.link = link;
    this.token = token;
    this.listener = listener;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    if (context.pipeline().get(SslHandler.class) == null) {
      greet(context);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof SslHandshakeCompletionEvent handshake) {
      if (handshake.isSuccess()) {
        greet(context);
      } else {
        client.ended(link, "TLS was not agreed on: " + handshake.cause().getMessage());
      }
    }
    context.fireUserEventTriggered(event);
  }

  private void greet(ChannelHandlerContext context) {
    if (!client.isPresent(link)) {
      return;
    }
    try {
      byte[] greeting =
          WireCodec.encode(new Greeting(WireCodec.WIRE_VERSION, Greeting.Role.EXECUTOR, token));
      for (byte[] frame : writer.frames(greeting)) {
        context.write(Unpooled.wrappedBuffer(frame));
      }
      context.flush();
      client.writabilityChanged(link, context.channel().isWritable());
      listener.up(link);
    } catch (WireFormatException e) {
      client.ended(link, "the greeting cannot be said: " + e.getMessage());
    }
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (!(message instanceof ExecutorMessage said)) {
      context.write(message, promise); // Nothing, at the end of all that was said.
      return;
    }
    try {
      ByteBuf frames = Unpooled.EMPTY_BUFFER;
      for (byte[] frame : writer.frames(WireCodec.encode(said))) {
        frames = Unpooled.wrappedBuffer(frames, Unpooled.wrappedBuffer(frame));
      }
      context.write(frames, promise);
    } catch (WireFormatException e) {
      promise.setFailure(e);
      LOG.error("{} cannot be said: {}", said.getClass().getSimpleName(), e.getMessage());
      client.ended(link, "a message of ours has no frame: " + e.getMessage());
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf frame = (ByteBuf) message;
    byte[] bytes = new byte[frame.readableBytes()];
    frame.readBytes(bytes);
    frame.release();
    if (client.isPresent(link)) {
      take(bytes);
    }
  }

  private void take(byte[] frame) {
    try {
      Optional<byte[]> message = reader.accept(frame);
      if (message.isPresent()) {
        CoordinatorMessage heard = WireCodec.decodeCoordinatorMessage(message.get());
        listener.heard(link, heard);
      }
    } catch (WireFormatException e) {
      if (e.problem() == Problem.UNKNOWN_WORD) {
        LOG.warn("The coordinator said something of a newer version; ignored: {}", e.getMessage());
      } else {
        client.ended(link, "the coordinator's frames make no sense: " + e.getMessage());
      }
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    client.writabilityChanged(link, context.channel().isWritable());
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    client.ended(link, "the coordinator closed the connection");
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    client.ended(link, "the connection broke: " + cause.getMessage());
  }
}
