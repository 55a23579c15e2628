package dev.baton.coordinator.link;

import dev.baton.common.wire.codec.Frames;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.TooLongFrameException;
import java.util.List;

/** Cuts the stream into frames, without their length fields. */
final class FrameCutter extends ByteToMessageDecoder {
  private int limit = Frames.NUMBER_BYTES + Frames.MAX_GREETING_BYTES;

  /** The greeting was taken: frames may be as long as the protocol allows. */
  void liftLimit() {
    limit = Frames.MAX_FRAME_BYTES;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    if (in.readableBytes() < Frames.LENGTH_BYTES) {
      return;
    }
    int length = in.getInt(in.readerIndex());
    if (length < Frames.NUMBER_BYTES || length > limit) {
      throw new TooLongFrameException(
          "a frame says it has " + length + " bytes; " + limit + " are allowed here");
    }
    if (in.readableBytes() < Frames.LENGTH_BYTES + length) {
      return;
    }
    in.skipBytes(Frames.LENGTH_BYTES);
    byte[] frame = new byte[length];
    in.readBytes(frame);
    out.add(frame);
  }
}
