package dev.baton.coordinator.store.codec;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Bytes with a first byte that says how the rest is packed: 0 as they are, 1 deflated behind a
 * length of four bytes.
 */
public final class Packing {
  /** Shorter than this is not worth the deflater. */
  private static final int MIN_DEFLATED = 512;

  private static final byte PLAIN = 0;
  private static final byte DEFLATED = 1;
  private static final int HEAD = 5;

  /** Deflate makes nothing smaller than this part. */
  private static final int MAX_RATIO = 1_100;

  private Packing() {}

  public static byte[] pack(byte[] bytes) {
    if (bytes.length >= MIN_DEFLATED) {
      byte[] small = deflate(bytes);
      if (small != null) {
        return small;
      }
    }
    byte[] plain = new byte[bytes.length + 1];
    plain[0] = PLAIN;
    System.arraycopy(bytes, 0, plain, 1, bytes.length);
    return plain;
  }

  /**
   * @throws UnreadableException if the bytes are damaged
   */
  public static byte[] unpack(byte[] packed) {
    if (packed.length == 0) {
      throw damaged(null);
    }
    return switch (packed[0]) {
      case PLAIN -> Arrays.copyOfRange(packed, 1, packed.length);
      case DEFLATED -> inflate(packed);
      default ->
          throw new UnreadableException(
              "Stored bytes are packed in a way that this version of Baton does not know.", null);
    };
  }

  /** Null if it would not be shorter. */
  private static byte[] deflate(byte[] bytes) {
    byte[] out = new byte[bytes.length];
    int length;
    try (Deflater deflater = new Deflater(Deflater.BEST_SPEED, true)) {
      deflater.setInput(bytes);
      deflater.finish();
      length = deflater.deflate(out, HEAD, out.length - HEAD);
      if (!deflater.finished()) {
        return null;
      }
    }
    out[0] = DEFLATED;
    for (int i = 1; i < HEAD; i++) {
      out[i] = (byte) (bytes.length >>> (8 * (HEAD - 1 - i)));
    }
    return Arrays.copyOf(out, HEAD + length);
  }

  private static byte[] inflate(byte[] packed) {
    if (packed.length < HEAD) {
      throw damaged(null);
    }
    int length = 0;
    for (int i = 1; i < HEAD; i++) {
      length = length << 8 | packed[i] & 0xff;
    }
    if (length < 0 || length / MAX_RATIO > packed.length) {
      throw damaged(null);
    }
    byte[] out = new byte[length];
    try (Inflater inflater = new Inflater(true)) {
      inflater.setInput(packed, HEAD, packed.length - HEAD);
      int done = 0;
      while (done < length && !inflater.finished()) {
        int more = inflater.inflate(out, done, length - done);
        if (more == 0) {
          break;
        }
        done += more;
      }
      if (done != length) {
        throw damaged(null);
      }
      return out;
    } catch (DataFormatException e) {
      throw damaged(e);
    }
  }

  private static UnreadableException damaged(Exception cause) {
    return new UnreadableException("Stored bytes are damaged.", cause);
  }
}
