package dev.baton.cli.diagnosis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * How busy this machine's processors are, by our own reading: what an incident says of them can be
 * true whatever fault was put on. One thread of its own.
 */
final class MachineBusy implements AutoCloseable {
  private static final Path STAT = Path.of("/proc/stat");
  private static final long LOOK_EVERY_MS = 1_000;
  private static final long KEPT_MS = 600_000;

  /** What the product promises to look at before it says so. */
  private static final long OVER_MS = 20_000;

  private static final double BUSY = 0.95;
  private static final int IDLE_FIELD = 4;
  private static final int WAITING_FIELD = 5;

  /**
   * Since the machine was started.
   *
   * @param idle ticks in which a processor had nothing to do
   * @param all ticks of all processors
   */
  record Ticks(long idle, long all) {
    /** The first line of {@code /proc/stat}. */
    static Ticks parse(String line) {
      String[] words = line.strip().split("\\s+", -1);
      long all = 0;
      for (int i = 1; i < words.length; i++) {
        all += Long.parseLong(words[i]);
      }
      return new Ticks(
          Long.parseLong(words[IDLE_FIELD]) + Long.parseLong(words[WAITING_FIELD]), all);
    }
  }

  private final ConcurrentSkipListMap<Long, Ticks> looks = new ConcurrentSkipListMap<>();
  private final Thread thread =
      Thread.ofPlatform().name("machine-busy").daemon().unstarted(this::look);

  void begin() {
    thread.start();
  }

  private void look() {
    try {
      while (true) {
        try {
          note(System.currentTimeMillis(), Ticks.parse(Files.readAllLines(STAT).getFirst()));
        } catch (IOException e) {
          return; // This kernel does not tell: then nothing is known of it.
        }
        Thread.sleep(LOOK_EVERY_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void note(long atMs, Ticks ticks) {
    looks.put(atMs, ticks);
    looks.headMap(atMs - KEPT_MS).clear();
  }

  /** Whether they had hardly anything to spare in the 20 s before that moment. */
  boolean wasBusyBefore(long ms) {
    NavigableMap<Long, Ticks> until = looks.headMap(ms, true);
    var from = until.floorEntry(ms - OVER_MS);
    if (from == null) {
      return false;
    }
    Ticks last = until.lastEntry().getValue();
    long all = last.all() - from.getValue().all();
    long idle = last.idle() - from.getValue().idle();
    return all > 0 && all - idle >= BUSY * all;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
