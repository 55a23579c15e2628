package dev.baton.cli.drill;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Holds the marks of per-second jobs against what a per-second schedule promises: every fire time
 * from the first to the last exactly once. One run may mark its fire time again with a later
 * attempt, after the executor of the earlier one was killed or paused: that is what the policy of
 * the task asks for. It is counted apart, and the attempts must not overlap.
 */
final class PerSecondFires {
  /** Violations worded in full; more are only counted. */
  static final int MAX_WORDED = 20;

  /**
   * @param fires fire times seen, each counted once
   * @param lost fire times between the first and the last that no attempt marked
   * @param doubled marks beyond the first for one fire time, without a fault of an executor
   * @param again attempts beyond the first of one run, after a fault of the earlier one's executor
   * @param worded some of them, for people
   */
  record Verdict(long fires, long lost, long doubled, long again, List<String> worded) {
    boolean isClean() {
      return lost == 0 && doubled == 0;
    }
  }

  /** From when to when an executor was dead or paused. */
  record ExecutorFault(long fromMs, long toMs) {
    /** An attempt that has started so long before the fault may still have been unacknowledged. */
    private static final long BEFORE_MS = 3_000;

    boolean concerns(Mark mark) {
      return mark.startedMs() >= fromMs - BEFORE_MS && mark.startedMs() <= toMs;
    }
  }

  private PerSecondFires() {}

  /**
   * Judges all marks.
   *
   * @param everyMs distance of a job's fire times
   * @param untilMs fire times after this are not looked at: they may still be on their way
   */
  static Verdict judge(
      List<Mark> marks, long everyMs, long untilMs, List<ExecutorFault> executorFaults) {
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
    long again = 0;
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
        if (isAgain(fire.getValue(), executorFaults)) {
          again += fire.getValue().size() - 1L;
        } else if (fire.getValue().size() > 1) {
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
    return new Verdict(fires, lost, doubled, again, worded);
  }

  private static boolean isAgain(List<Mark> marks, List<ExecutorFault> executorFaults) {
    List<Mark> byAttempt = marks.stream().sorted(Comparator.comparingInt(Mark::attempt)).toList();
    for (int i = 1; i < byAttempt.size(); i++) {
      Mark earlier = byAttempt.get(i - 1);
      Mark later = byAttempt.get(i);
      if (earlier.run() != later.run()
          || earlier.attempt() == later.attempt()
          || earlier.startedMs() > later.startedMs()
          || executorFaults.stream().noneMatch(fault -> fault.concerns(earlier))) {
        return false;
      }
    }
    return marks.size() > 1;
  }

  private static void word(List<String> worded, String text) {
    if (worded.size() < MAX_WORDED) {
      worded.add(text);
    }
  }
}
