package dev.baton.cli.faults.check;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What one attempt wrote into a file of its own. Times are milliseconds since the epoch.
 *
 * @param job {@code namespace/name}
 * @param token fencing token, {@code epoch.attempt}
 * @param fireMs fire time of its run; 0 = none
 * @param lastMs the last sign of it: its end, a line, or its start
 * @param ending {@code done} or {@code failed}; empty = it wrote no end
 * @param lines what it wrote to its output as well, in order
 */
public record Witness(
    String job,
    long run,
    String task,
    int attempt,
    String token,
    long fireMs,
    long startMs,
    long lastMs,
    String ending,
    List<String> lines) {
  public static final String DONE = "done";
  public static final String FAILED = "failed";

  public Witness {
    lines = List.copyOf(lines);
  }

  boolean isDone() {
    return ending.equals(DONE);
  }

  String name() {
    return run + "/" + task + "/" + attempt;
  }

  /**
   * Reads a file's text: {@code start MS TOKEN FIRE_MS}, {@code line N MS} for each line of output,
   * {@code end MS HOW}. A last line without its end was cut off by a kill and does not count.
   *
   * @return null if not even its start is whole
   */
  static Witness parse(String job, long run, String task, int attempt, String text) {
    int end = text.lastIndexOf('\n');
    List<String> whole = end < 0 ? List.of() : text.substring(0, end).lines().toList();
    if (whole.isEmpty()) {
      return null;
    }
    String[] start = whole.getFirst().split(" ");
    if (start.length != 4 || !start[0].equals("start")) {
      throw new IllegalArgumentException("no start of an attempt: " + whole.getFirst());
    }
    long startMs = Long.parseLong(start[1]);
    long lastMs = startMs;
    String ending = "";
    List<String> lines = new ArrayList<>();
    for (String line : whole.subList(1, whole.size())) {
      String[] words = line.split(" ");
      if (words[0].equals("line")) {
        lines.add(line);
        lastMs = Math.max(lastMs, Long.parseLong(words[2]));
      } else {
        lastMs = Math.max(lastMs, Long.parseLong(words[1]));
        ending = words[2];
      }
    }
    return new Witness(
        job,
        run,
        task,
        attempt,
        start[2],
        Long.parseLong(start[3]),
        startMs,
        lastMs,
        ending,
        lines);
  }

  /** How long after its fire time it began; nothing where no schedule fired. */
  public OptionalLong latenessMs() {
    return fireMs == 0 ? OptionalLong.empty() : OptionalLong.of(startMs - fireMs);
  }
}
