package dev.baton.common.wire.codec;

import dev.baton.common.wire.codec.WireFormatException.Problem;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Numbers the frames of one direction of one link. For one thread. */
public final class FrameWriter {
  private long last;

  /**
   * The message as frames, to be sent in this order, with nothing between.
   *
   * @throws WireFormatException TOO_LARGE; no number is used up then
   */
  public List<byte[]> frames(byte[] message) throws WireFormatException {
    if (message.length > Frames.MAX_MESSAGE_BYTES) {
      throw new WireFormatException(
          Problem.TOO_LARGE,
          "a message of "
              + message.length
              + " bytes is longer than the limit of "
              + Frames.MAX_MESSAGE_BYTES);
    }
    if (message.length <= Frames.MAX_PART_BYTES) {
      return List.of(frame(message, 0, message.length, false));
    }
    List<byte[]> frames = new ArrayList<>();
    for (int from = 0; from < message.length; from += Frames.MAX_PART_BYTES) {
      int length = Math.min(Frames.MAX_PART_BYTES, message.length - from);
      frames.add(frame(message, from, length, from + length < message.length));
    }
    return frames;
  }

  private byte[] frame(byte[] message, int from, int length, boolean more) {
    last++;
    return ByteBuffer.allocate(Frames.LENGTH_BYTES + Frames.NUMBER_BYTES + length)
        .putInt(Frames.NUMBER_BYTES + length)
        .putLong(more ? last | Frames.MORE : last)
        .put(message, from, length)
        .array();
  }
}
