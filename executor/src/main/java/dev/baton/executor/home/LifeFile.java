package dev.baton.executor.home;

import dev.baton.common.wire.PredecessorEnd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How a process life ends, written for the next one: nothing of a process that was killed can say
 * why, but its successor can compare what the machine counted before and after. For any thread; not
 * needed for correctness, so what cannot be read or written is unknown.
 */
public final class LifeFile {
  private static final String FILE = "life";
  private static final String RUNS = "RUNS";
  private static final String SHORT_OF_HEAP = "SHORT_OF_HEAP";

  private final Path path;
  private final Path proc;
  private final String predecessor;
  private String word = RUNS;
  private long kills;
  private boolean over;

  /**
   * @param proc where the kernel shows its counters: {@code /proc}
   */
  LifeFile(Path directory, Path proc) {
    this.path = directory.resolve(FILE);
    this.proc = proc;
    this.predecessor = tellEnd();
    this.kills = kills();
    write();
  }

  public static LifeFile open(Path directory) {
    return new LifeFile(directory, Path.of("/proc"));
  }

  /** How the life before ended, as a hello says it; empty if nothing is known. */
  public String predecessor() {
    return predecessor;
  }

  private String tellEnd() {
    List<String> lines;
    try {
      lines = DurableFile.read(path);
    } catch (IOException e) {
      return "";
    }
    if (lines.size() < 3) {
      return "";
    }
    String said = lines.getFirst();
    boolean wroteNothing = said.equals(RUNS) || said.equals(SHORT_OF_HEAP);
    if (!wroteNothing) {
      return said;
    }
    if (said.equals(SHORT_OF_HEAP)) {
      return PredecessorEnd.OUT_OF_MEMORY.said("its heap was full when it was last looked at");
    }
    String boot = bootId();
    if (!boot.isEmpty() && !boot.equals(lines.get(1))) {
      return PredecessorEnd.HOST_RESTARTED.said("its machine has been started since");
    }
    long before = number(lines.get(2));
    long now = kills();
    return before >= 0 && now > before
        ? PredecessorEnd.OUT_OF_MEMORY.said(
            "it wrote no last word, and the kernel has killed "
                + (now - before)
                + " processes for want of memory since its last look")
        : PredecessorEnd.KILLED.said("it wrote no last word: it was killed, or crashed");
  }

  /**
   * Looks at the machine again; writes only where something changed.
   *
   * @param shortOfHeap whether this process has hardly any heap left
   */
  public synchronized void look(boolean shortOfHeap) {
    String nextWord = shortOfHeap ? SHORT_OF_HEAP : RUNS;
    long nextKills = kills();
    if (!over && (!nextWord.equals(word) || nextKills != kills)) {
      word = nextWord;
      kills = nextKills;
      write();
    }
  }

  /** The last word of this process; the first one counts. */
  public synchronized void ends(PredecessorEnd how, String text) {
    if (!over) {
      over = true;
      word = how.said(text.replace('\n', ' '));
      write();
    }
  }

  private void write() {
    try {
      DurableFile.write(path, List.of(word, bootIdOrNone(), Long.toString(kills)));
    } catch (IOException e) {
      // The successor will not know; it says so.
    }
  }

  private String bootIdOrNone() {
    String boot = bootId();
    return boot.isEmpty() ? "none" : boot;
  }

  private String bootId() {
    return read(proc.resolve("sys/kernel/random/boot_id")).strip();
  }

  /** Processes that the kernel has killed for want of memory since it started; -1 if unknown. */
  private long kills() {
    for (String line : read(proc.resolve("vmstat")).split("\n", -1)) {
      if (line.startsWith("oom_kill ")) {
        return number(line.substring(9));
      }
    }
    return -1;
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
