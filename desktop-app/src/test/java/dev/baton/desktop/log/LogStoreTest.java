package dev.baton.desktop.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class LogStoreTest {
  private final LogStore store = new LogStore();

  private void append(String text) {
    store.append(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void linesAreFoundHoweverTheBytesArrive() {
    byte[] text = "one\n二\nthree".getBytes(StandardCharsets.UTF_8);
    for (byte each : text) {
      store.append(new byte[] {each});
    }
    assertEquals(3, store.lineCount());
    assertEquals("one", store.line(0));
    assertEquals("二", store.line(1));
    assertEquals("three", store.line(2));
  }

  @Test
  void theLastLineCountsOnlyOnceItHasAByte() {
    assertEquals(0, store.lineCount());
    append("one\n");
    assertEquals(1, store.lineCount());
    append("t");
    assertEquals(2, store.lineCount());
  }

  @Test
  void linesMayCrossBlocks() {
    StringBuilder long1 = new StringBuilder();
    for (int i = 0; i < 60_000; i++) {
      long1.append("line ").append(i).append('\n');
    }
    append(long1.toString());
    assertEquals(60_000, store.lineCount());
    assertEquals("line 41234", store.line(41_234));
    assertEquals("line 59999", store.line(59_999));
  }

  @Test
  void aVeryLongLineIsCutWithAMark() {
    append("x".repeat(LogStore.MAX_LINE_BYTES + 5) + "\nshort\n");
    assertEquals(LogStore.MAX_LINE_BYTES, store.line(0).length());
    assertTrue(store.isLineCut(0));
    assertFalse(store.isLineCut(1));
  }

  @Test
  void escapesAndControlCharactersDoNotReachTheScreen() {
    append("\u001b[31mred\u001b[0m\tend\u0000\r\n");
    assertEquals("red    end\u00b7", store.line(0));
  }

  @Test
  void binaryIsShownAsMarksAndHarmsNothing() {
    byte[] binary = new byte[256];
    for (int i = 0; i < binary.length; i++) {
      binary[i] = (byte) i;
    }
    store.append(binary);
    assertEquals(2, store.lineCount());
    assertTrue(store.line(1).length() > 100);
  }

  @Test
  void searchFindsEitherCaseAndStopsAtItsLimit() {
    append("Error one\nfine\nERROR two\nno\nerror three\n");
    byte[] word = "error".getBytes(StandardCharsets.UTF_8);
    assertArrayEquals(new int[] {0, 2, 4}, store.find(word, 0, 5, 100));
    assertArrayEquals(new int[] {0, 2}, store.find(word, 0, 5, 2));
    assertArrayEquals(new int[] {2}, store.find(word, 1, 3, 100));
  }

  @Test
  void aMillionLinesAreSearchedInASecond() {
    byte[] block =
        "2026-03-14 06:29:41 INFO  wrote block 123, 4096 bytes\n"
            .repeat(10_000)
            .getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 100; i++) {
      store.append(block);
    }
    append("needle\n");
    long began = System.nanoTime();
    int[] found = store.find("needle".getBytes(StandardCharsets.UTF_8), 0, 1_000_001, 10);
    long tookMs = (System.nanoTime() - began) / 1_000_000;
    assertEquals("[1000000]", Arrays.toString(found));
    assertTrue(tookMs < 2_000, "took " + tookMs + " ms");
  }
}
