package dev.baton.cli.faults.check;

import dev.baton.cli.faults.check.History.RunFact;
import dev.baton.cli.faults.check.History.SkipFact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Every fire time became one run, or one recorded skip where the job allows that. */
final class FiresOnce implements Rule {
  @Override
  public String name() {
    return "fires once";
  }

  @Override
  public String promise() {
    return "Every fire time became one run, or one recorded skip where the job allows that";
  }

  @Override
  public void judge(History history, Consumer<String> breach) {
    Map<String, List<RunFact>> runs = new HashMap<>();
    for (RunFact run : history.runs()) {
      if (run.fireMs() != 0) {
        runs.computeIfAbsent(run.job(), job -> new ArrayList<>()).add(run);
      }
    }
    for (Promised job : history.promised()) {
      if (job.everyMs() > 0) {
        judge(job, runs.getOrDefault(job.job(), List.of()), history.skips(), breach);
      }
    }
  }

  private static void judge(
      Promised job, List<RunFact> runs, List<SkipFact> skips, Consumer<String> breach) {
    Map<Long, List<String>> decided = new HashMap<>();
    for (RunFact run : runs) {
      decide(decided, job, run.fireMs(), "run " + run.id(), breach);
    }
    for (SkipFact skip : skips) {
      if (skip.job().equals(job.job())) {
        if (!job.maySkip() || skip.reason().isBlank()) {
          breach.accept(job.job() + " skipped " + skip);
        }
        for (long i = 0; i < skip.count(); i++) {
          decide(decided, job, skip.firstMs() + i * job.everyMs(), "a skip", breach);
        }
        if (skip.lastMs() != skip.firstMs() + (skip.count() - 1) * job.everyMs()) {
          breach.accept(job.job() + " has a skip that does not tile: " + skip);
        }
      }
    }
    for (long fireMs = job.firstMs(); fireMs <= job.untilMs(); fireMs += job.everyMs()) {
      List<String> found = decided.getOrDefault(fireMs, List.of());
      if (found.isEmpty()) {
        breach.accept(job.job() + " lost its fire time " + fireMs);
      } else if (found.size() > 1) {
        breach.accept(job.job() + " decided " + fireMs + " more than once: " + found);
      }
    }
  }

  private static void decide(
      Map<Long, List<String>> decided,
      Promised job,
      long fireMs,
      String what,
      Consumer<String> breach) {
    if (fireMs < job.firstMs() || (fireMs - job.firstMs()) % job.everyMs() != 0) {
      breach.accept(job.job() + " fired at " + fireMs + ", which is no fire time: " + what);
    }
    decided.computeIfAbsent(fireMs, at -> new ArrayList<>()).add(what);
  }
}
