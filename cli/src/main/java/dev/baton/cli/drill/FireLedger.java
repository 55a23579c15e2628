package dev.baton.cli.drill;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Holds the marks of per-second jobs against what a per-second schedule promises: every fire time
 * from the first to the last exactly once.
 */
final class FireLedger {
  /** Violations worded in full; more are only counted. */
  static final int MAX_WORDED = 20;

  /**
   * @param fires fire times seen, each counted once
   * @param lost fire times between the first and the last that no attempt marked
   * @param doubled attempts beyond the first for one fire time
   * @param worded some of them, for people
   */
  record Verdict(long fires, long lost, long doubled, List<String> worded) {
    boolean isClean() {
      return lost == 0 && doubled == 0;
    }
  }

  private FireLedger() {}

  /**
   * Judges all marks.
   *
   * @param everyMs distance of a job's fire times
   * @param untilMs fire times after this are not looked at: they may still be on their way
   */
  static Verdict judge(List<Mark> marks, long everyMs, long untilMs) {
    Map<String, TreeMap<Long, List<Mark>>> byJob = new TreeMap<>();
    for (Mark mark : marks) {
      if (mark.fireMs() > 0 && mark.fireMs() <= untilMs) {
        byJob
            .computeIfAbsent(mark.job(), job -> new TreeMap<>())
            .computeIfAbsent(mark.fireMs(), at -> new ArrayList<>())
            .add(mark);
      }
    }
    long fires = 0;
    long lost = 0;
    long doubled = 0;
    List<String> worded = new ArrayList<>();
    for (var job : byJob.entrySet()) {
      long expected = job.getValue().firstKey();
      for (var fire : job.getValue().entrySet()) {
        fires++;
        while (expected < fire.getKey()) {
          lost++;
          word(worded, job.getKey() + " lost " + expected);
          expected += everyMs;
        }
        if (fire.getKey() < expected) {
          word(worded, job.getKey() + " fired at " + fire.getKey() + ", which is no fire time");
          doubled++;
          continue;
        }
        expected = fire.getKey() + everyMs;
        if (fire.getValue().size() > 1) {
          doubled += fire.getValue().size() - 1L;
          word(worded, job.getKey() + " doubled " + fire.getValue());
        }
      }
      long afterLast = job.getValue().lastKey() + everyMs;
      while (afterLast <= untilMs) {
        lost++;
        word(worded, job.getKey() + " lost " + afterLast);
        afterLast += everyMs;
      }
    }
    return new Verdict(fires, lost, doubled, worded);
  }

  private static void word(List<String> worded, String text) {
    if (worded.size() < MAX_WORDED) {
      worded.add(text);
    }
  }
}
