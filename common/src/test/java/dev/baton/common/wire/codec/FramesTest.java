package dev.baton.common.wire.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.baton.common.wire.codec.WireFormatException.Problem;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FramesTest {
  private final FrameWriter writer = new FrameWriter();
  private final FrameReader reader = new FrameReader(Frames.MAX_MESSAGE_BYTES);

  @Test
  void messagesOfEveryLengthArriveInOrder() throws Exception {
    Random random = new Random(3);
    int part = Frames.MAX_PART_BYTES;
    for (int length : new int[] {0, 1, 100, part - 1, part, part + 1, 3 * part, 3 * part + 7}) {
      byte[] message = new byte[length];
      random.nextBytes(message);
      Optional<byte[]> heard = Optional.empty();
      for (byte[] frame : writer.frames(message)) {
        assertEquals(Optional.empty(), heard);
        assertEquals(frame.length - Frames.LENGTH_BYTES, ByteBuffer.wrap(frame).getInt());
        heard = reader.accept(afterLength(frame));
      }
      assertArrayEquals(message, heard.orElseThrow());
    }
  }

  @Test
  void noFrameIsLongerThanTheLimit() throws Exception {
    for (byte[] frame : writer.frames(new byte[5 * Frames.MAX_FRAME_BYTES])) {
      assertEquals(true, frame.length <= Frames.LENGTH_BYTES + Frames.MAX_FRAME_BYTES);
    }
  }

  @Test
  void aRepeatedFrameIsOutOfOrder() throws Exception {
    byte[] first = afterLength(writer.frames(new byte[] {1}).get(0));
    reader.accept(first);
    assertEquals(Problem.OUT_OF_ORDER, problemOf(reader, first));
  }

  @Test
  void aGapIsOutOfOrder() throws Exception {
    writer.frames(new byte[] {1});
    byte[] second = afterLength(writer.frames(new byte[] {2}).get(0));
    assertEquals(Problem.OUT_OF_ORDER, problemOf(reader, second));
  }

  @Test
  void aMessageAboveTheLimitIsRefusedBeforeItIsWhole() throws Exception {
    FrameReader small = new FrameReader(2 * Frames.MAX_PART_BYTES);
    List<byte[]> frames = writer.frames(new byte[4 * Frames.MAX_PART_BYTES]);
    small.accept(afterLength(frames.get(0)));
    small.accept(afterLength(frames.get(1)));
    assertEquals(Problem.TOO_LARGE, problemOf(small, afterLength(frames.get(2))));
  }

  @Test
  void theLimitOfAGreetingHoldsUntilItIsLifted() throws Exception {
    FrameReader careful = new FrameReader(Frames.MAX_GREETING_BYTES);
    careful.accept(afterLength(writer.frames(new byte[10]).get(0)));
    careful.limit(Frames.MAX_MESSAGE_BYTES);
    byte[] long1 = writer.frames(new byte[Frames.MAX_GREETING_BYTES + 1]).get(0);
    assertEquals(
        Frames.MAX_GREETING_BYTES + 1, careful.accept(afterLength(long1)).orElseThrow().length);
  }

  @Test
  void aMessageThatIsTooLongUsesUpNoNumber() throws Exception {
    assertThrows(
        WireFormatException.class, () -> writer.frames(new byte[Frames.MAX_MESSAGE_BYTES + 1]));
    reader.accept(afterLength(writer.frames(new byte[1]).get(0)));
  }

  @Test
  void aFrameWithoutANumberIsMalformed() {
    assertEquals(Problem.MALFORMED, problemOf(reader, new byte[7]));
  }

  @Test
  void endlessEmptyPartsAreRefused() {
    byte[] empty = ByteBuffer.allocate(8).putLong(1 | Frames.MORE).array();
    assertEquals(Problem.MALFORMED, problemOf(reader, empty));
  }

  private static byte[] afterLength(byte[] frame) {
    return Arrays.copyOfRange(frame, Frames.LENGTH_BYTES, frame.length);
  }

  private static Problem problemOf(FrameReader reader, byte[] frame) {
    return assertThrows(WireFormatException.class, () -> reader.accept(frame)).problem();
  }
}
