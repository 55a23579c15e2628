package dev.baton.simulation.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What happened, line by line. Keeps the last lines, and writes them out only when somebody wants
 * to read: so a line must be made of values that do not change. Its hash tells two runs apart.
 */
public final class Trace {
  private static final long PRIME = 0x100000001B3L;

  private final Supplier<String>[] ring;
  private final long[] times;
  private final Consumer<String> sink;
  private long written;
  private long hash = 0xCBF29CE484222325L;
  private long clock;

  /**
   * @param kept how many of the last lines are kept
   * @param sink gets each line as it comes; null = nobody
   */
  @SuppressWarnings({"unchecked", "rawtypes"})
  public Trace(int kept, Consumer<String> sink) {
    this.ring = new Supplier[kept];
    this.times = new long[kept];
    this.sink = sink;
  }

  /** The true time of the lines that follow. */
  public void at(long nanos) {
    clock = nanos;
  }

  public void line(Supplier<String> text) {
    mix(clock);
    if (sink != null) {
      sink.accept(format(clock, text.get()));
    }
    int slot = (int) (written % ring.length);
    ring[slot] = text;
    times[slot] = clock;
    written++;
  }

  /** Adds something that happened to the hash. */
  public void mix(long value) {
    hash = (hash ^ value) * PRIME;
    hash ^= hash >>> 29;
  }

  /** Equal for two runs in which the same things happened at the same times. */
  public long hash() {
    return hash;
  }

  /** The last lines, oldest first. */
  public List<String> lastLines() {
    List<String> lines = new ArrayList<>();
    for (long i = Math.max(0, written - ring.length); i < written; i++) {
      int slot = (int) (i % ring.length);
      lines.add(format(times[slot], ring[slot].get()));
    }
    return lines;
  }

  private static String format(long nanos, String text) {
    return String.format("%12.6f  %s", nanos / 1e9, text);
  }
}
