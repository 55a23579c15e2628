package dev.baton.simulation.results;

import java.util.ArrayList;
import java.util.List;

/** Seeds in a row, both ends counted. */
public record SeedRange(long first, long last) {
  /** Seeds whose results are written together. */
  static final long CHUNK = 50;

  public SeedRange {
    if (first < 0 || last < first) {
      throw new IllegalArgumentException(
          "seeds are written A..B, with 0 <= A <= B, for example 1..1000");
    }
  }

  /**
   * Reads {@code A..B}, or one number.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static SeedRange parse(String text) {
    int dots = text.indexOf("..");
    try {
      return dots < 0
          ? new SeedRange(Long.parseLong(text), Long.parseLong(text))
          : new SeedRange(
              Long.parseLong(text.substring(0, dots)), Long.parseLong(text.substring(dots + 2)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'" + text + "' names no seeds; they are written A..B, for example 1..1000", e);
    }
  }

  public long count() {
    return last - first + 1;
  }

  /** The same seeds in pieces that are done, and written, one by one. */
  public List<SeedRange> chunks() {
    List<SeedRange> chunks = new ArrayList<>();
    for (long from = first; from <= last; from = (from / CHUNK + 1) * CHUNK) {
      chunks.add(new SeedRange(from, Math.min(last, (from / CHUNK + 1) * CHUNK - 1)));
    }
    return chunks;
  }

  @Override
  public String toString() {
    return first + ".." + last;
  }
}
