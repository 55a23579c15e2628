package dev.baton.common.wire.codec;

import dev.baton.common.wire.codec.WireFormatException.Problem;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Checks the numbers of the frames that arrive on one link and puts messages together. After an
 * exception the link is of no use any more: close it. For one thread.
 */
public final class FrameReader {
  private long last;
  private int limit;
  private ByteArrayOutputStream parts;

  /**
   * @param limit longest message taken, in bytes
   */
  public FrameReader(int limit) {
    this.limit = limit;
  }

  /** Changes the longest message taken, from the next frame on. */
  public void limit(int bytes) {
    limit = bytes;
  }

  /**
   * Takes the next frame.
   *
   * @param frame what follows the length field: number and part
   * @return the message that ends with this frame; empty while more of it follows
   * @throws WireFormatException OUT_OF_ORDER for a gap or a repeat, TOO_LARGE, MALFORMED
   */
  public Optional<byte[]> accept(byte[] frame) throws WireFormatException {
    if (frame.length < Frames.NUMBER_BYTES) {
      throw new WireFormatException(Problem.MALFORMED, "a frame of " + frame.length + " bytes");
    }
    ByteBuffer buffer = ByteBuffer.wrap(frame);
    long field = buffer.getLong();
    boolean more = (field & Frames.MORE) != 0;
    long number = field & ~Frames.MORE;
    if (number != last + 1) {
      throw new WireFormatException(
          Problem.OUT_OF_ORDER, "frame " + number + " came where " + (last + 1) + " was next");
    }
    last = number;
    int before = parts == null ? 0 : parts.size();
    if (before + buffer.remaining() > limit) {
      throw new WireFormatException(
          Problem.TOO_LARGE, "a message is longer than the limit of " + limit + " bytes");
    }
    if (more && !buffer.hasRemaining()) {
      throw new WireFormatException(Problem.MALFORMED, "an empty part of a message");
    }
    if (parts == null && !more) {
      byte[] message = new byte[buffer.remaining()];
      buffer.get(message);
      return Optional.of(message);
    }
    if (parts == null) {
      parts = new ByteArrayOutputStream();
    }
    parts.write(frame, buffer.position(), buffer.remaining());
    if (more) {
      return Optional.empty();
    }
    byte[] message = parts.toByteArray();
    parts = null;
    return Optional.of(message);
  }
}
