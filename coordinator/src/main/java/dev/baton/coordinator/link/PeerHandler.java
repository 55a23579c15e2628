package dev.baton.coordinator.link;

import dev.baton.common.wire.codec.FrameReader;
import dev.baton.common.wire.codec.FrameWriter;
import dev.baton.common.wire.codec.WireFormatException;
import dev.baton.coordinator.core.Input;
import dev.baton.coordinator.peer.PeerCodec;
import dev.baton.coordinator.peer.PeerMessage;
import dev.baton.coordinator.shell.Inbox;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The answering end of a peer link: says who we are, and passes on what the other says. */
final class PeerHandler extends ChannelInboundHandlerAdapter {
  private static final Logger log = LoggerFactory.getLogger(PeerHandler.class);

  private final PeerMessage.Hello self;
  private final FrameReader reader;
  private final FrameWriter writer;
  private final Inbox inbox;
  private String other = "";

  PeerHandler(PeerMessage.Hello self, FrameReader reader, FrameWriter writer, Inbox inbox) {
    this.self = self;
    this.reader = reader;
    this.writer = writer;
    this.inbox = inbox;
    reader.limit(PeerCodec.MAX_BYTES);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object frame)
      throws WireFormatException, IOException {
    Optional<byte[]> message = reader.accept((byte[]) frame);
    if (message.isEmpty()) {
      return;
    }
    switch (PeerCodec.decode(message.get())) {
      case PeerMessage.Hello hello -> {
        other = hello.coordinator();
        for (byte[] bytes : writer.frames(PeerCodec.encode(self))) {
          context.writeAndFlush(Unpooled.wrappedBuffer(bytes));
        }
      }
      case PeerMessage.Beat beat ->
          inbox.put(new Input.PeerStoreHealth(other, beat.storeAnswers()));
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    log.info("Closing the link to coordinator {}: {}", other, cause.toString());
    context.close();
  }
}
