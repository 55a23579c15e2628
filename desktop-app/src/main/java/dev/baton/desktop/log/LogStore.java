package dev.baton.desktop.log;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The bytes of a log in blocks, and where each line begins. Safe on every thread. */
public final class LogStore {
  /** What lies behind that is not kept; the view says so. */
  public static final long MAX_BYTES = 256L * 1024 * 1024;

  /** Longer lines are cut in the view, with a mark. */
  public static final int MAX_LINE_BYTES = 8 * 1024;

  private static final int BLOCK = 1 << 18;

  private final List<byte[]> blocks = new ArrayList<>();
  private long size;
  private long[] starts = new long[1024];
  private int lines;
  private boolean cut;

  /** Adds what was read; beyond {@link #MAX_BYTES} it is left out. */
  public synchronized void append(byte[] bytes) {
    int length = (int) Math.min(bytes.length, MAX_BYTES - size);
    cut = cut || length < bytes.length;
    for (int done = 0; done < length; ) {
      int at = (int) (size % BLOCK);
      if (at == 0) {
        blocks.add(new byte[BLOCK]);
      }
      int part = Math.min(length - done, BLOCK - at);
      System.arraycopy(bytes, done, blocks.getLast(), at, part);
      index(blocks.getLast(), at, part);
      size += part;
      done += part;
    }
  }

  private void index(byte[] block, int from, int length) {
    if (size == 0) {
      addLine(0);
    }
    for (int i = 0; i < length; i++) {
      if (block[from + i] == '\n') {
        addLine(size + i + 1);
      }
    }
  }

  private void addLine(long start) {
    if (lines == starts.length) {
      starts = Arrays.copyOf(starts, lines * 2);
    }
    starts[lines++] = start;
  }

  /** Lines so far; the part after the last line end counts once it has a byte. */
  public synchronized int lineCount() {
    return lines > 0 && starts[lines - 1] == size ? lines - 1 : lines;
  }

  public synchronized long sizeBytes() {
    return size;
  }

  /** Whether the log was longer than is kept. */
  public synchronized boolean isCut() {
    return cut;
  }

  /** The line without its end, at most {@link #MAX_LINE_BYTES} of it; from 0. */
  public synchronized String line(int number) {
    byte[] bytes = bytesOf(number);
    String text = new String(bytes, StandardCharsets.UTF_8);
    return LogText.readable(text);
  }

  /** Whether the line is longer than {@link #line} gives. */
  public synchronized boolean isLineCut(int number) {
    return endOf(number) - starts[number] > MAX_LINE_BYTES;
  }

  private long endOf(int number) {
    return number + 1 < lines ? starts[number + 1] - 1 : size;
  }

  private byte[] bytesOf(int number) {
    long start = starts[number];
    int length = (int) Math.min(endOf(number) - start, MAX_LINE_BYTES);
    byte[] line = new byte[Math.max(0, length)];
    for (int done = 0; done < line.length; ) {
      int at = (int) ((start + done) % BLOCK);
      int part = Math.min(line.length - done, BLOCK - at);
      System.arraycopy(blocks.get((int) ((start + done) / BLOCK)), at, line, done, part);
      done += part;
    }
    return line;
  }

  /**
   * The lines from {@code from} to before {@code to} that hold the word, ASCII letters in either
   * case; at most {@code limit} of them.
   */
  public int[] find(byte[] lowerCaseWord, int from, int to, int limit) {
    int[] found = new int[Math.min(64, limit)];
    int count = 0;
    for (int i = from; i < to && count < limit; i++) {
      byte[] line;
      synchronized (this) {
        line = bytesOf(i);
      }
      if (holds(line, lowerCaseWord)) {
        if (count == found.length) {
          found = Arrays.copyOf(found, Math.min(limit, count * 2));
        }
        found[count++] = i;
      }
    }
    return Arrays.copyOf(found, count);
  }

  private static boolean holds(byte[] line, byte[] word) {
    for (int i = 0; i <= line.length - word.length; i++) {
      int k = 0;
      while (k < word.length && lower(line[i + k]) == word[k]) {
        k++;
      }
      if (k == word.length) {
        return true;
      }
    }
    return false;
  }

  private static byte lower(byte b) {
    return b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
  }
}
