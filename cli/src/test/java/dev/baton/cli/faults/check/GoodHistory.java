package dev.baton.cli.faults.check;

import dev.baton.cli.faults.check.History.AttemptFact;
import dev.baton.cli.faults.check.History.ChangeFact;
import dev.baton.cli.faults.check.History.IncidentFact;
import dev.baton.cli.faults.check.History.LogFact;
import dev.baton.cli.faults.check.History.RunFact;
import dev.baton.cli.faults.check.History.SkipFact;
import dev.baton.cli.faults.check.History.TaskFact;
import java.util.ArrayList;
import java.util.List;

/** A history without a fault; tests break one thing in it. */
final class GoodHistory {
  static final String TICK = "load/tick";
  static final String SKIP = "load/skip";
  static final String WORK = "load/work";

  final List<Promised> promised = new ArrayList<>();
  final List<Asked> asked = new ArrayList<>();
  final List<Witness> witnesses = new ArrayList<>();
  final List<RunFact> runs = new ArrayList<>();
  final List<TaskFact> tasks = new ArrayList<>();
  final List<AttemptFact> attempts = new ArrayList<>();
  final List<SkipFact> skips = new ArrayList<>();
  final List<IncidentFact> incidents = new ArrayList<>();
  final List<LogFact> logs = new ArrayList<>();
  final List<ChangeFact> changes = new ArrayList<>();

  GoodHistory() {
    promised.add(new Promised(TICK, 1_000, 10_000, 12_500, false, false, false));
    for (int n = 1; n <= 3; n++) {
      long fireMs = 9_000 + n * 1_000L;
      runs.add(new RunFact(n, TICK, fireMs, "", "SUCCEEDED", "", ""));
      witnesses.add(
          new Witness(
              TICK, n, "mark", 1, "1." + n, fireMs, fireMs + 5, fireMs + 6, "done", List.of()));
    }
    promised.add(new Promised(SKIP, 1_000, 10_000, 13_500, true, false, false));
    runs.add(new RunFact(4, SKIP, 10_000, "", "SUCCEEDED", "", ""));
    witnesses.add(
        new Witness(SKIP, 4, "mark", 1, "1.4", 10_000, 10_003, 10_004, "done", List.of()));
    skips.add(new SkipFact(SKIP, 11_000, 12_000, 2, "MISFIRED"));
    runs.add(new RunFact(5, SKIP, 13_000, "", "SUCCEEDED", "", ""));
    witnesses.add(
        new Witness(SKIP, 5, "mark", 1, "1.5", 13_000, 13_003, 13_004, "done", List.of()));
    promised.add(new Promised(WORK, 0, 0, 14_000, false, true, true));
    work();
    incidents.add(new IncidentFact(1, "LEADER_CHANGED", "leader", "LEADER_GONE", "RESOLVED", "x"));
    incidents.add(
        new IncidentFact(
            2, "EXECUTOR_LOST", "executor-1", "PROCESS_DIED", "AWAITING_OPERATOR", "1 is held"));
  }

  /** Asked for twice, lost once, succeeded with its second attempt. */
  private void work() {
    asked.add(new Asked(WORK, "k-1", 0));
    asked.add(new Asked(WORK, "k-1", 6));
    asked.add(new Asked(WORK, "k-1", 6));
    runs.add(new RunFact(6, WORK, 0, "k-1", "SUCCEEDED", "", ""));
    tasks.add(new TaskFact(6, WORK, "work", "SUCCEEDED", "", 2));
    attempts.add(new AttemptFact(6, "work", 1, "1.6", true, "ENDED", "LOST"));
    attempts.add(new AttemptFact(6, "work", 2, "2.1", true, "ENDED", "SUCCEEDED"));
    witnesses.add(
        new Witness(
            WORK,
            6,
            "work",
            1,
            "1.6",
            0,
            11_000,
            11_500,
            "",
            List.of("line 1 11250", "line 2 11500")));
    witnesses.add(
        new Witness(WORK, 6, "work", 2, "2.1", 0, 11_600, 11_900, "done", List.of("line 1 11850")));
    logs.add(new LogFact(6, "work", 1, false, List.of("line 1 11250", "line 2 1")));
    logs.add(new LogFact(6, "work", 2, true, List.of("line 1 11850")));
    changes.add(new ChangeFact("6/work/1", "RUNNING", ""));
    changes.add(new ChangeFact("6/work/1", "ENDED", "LOST"));
    changes.add(new ChangeFact("6/work/2", "RUNNING", ""));
    changes.add(new ChangeFact("6/work/2", "ENDED", "SUCCEEDED"));
    runs.add(new RunFact(7, WORK, 0, "k-2", "RUNNING", "", "HELD: when an operator decides; "));
    tasks.add(new TaskFact(7, WORK, "work", "HELD", "its executor was lost", 0));
    runs.add(new RunFact(8, WORK, 0, "k-3", "FAILED", "", ""));
    tasks.add(new TaskFact(8, WORK, "work", "FAILED", "its executor was lost", 0));
  }

  History history() {
    return new History(
        promised, asked, witnesses, runs, tasks, attempts, skips, incidents, logs, changes);
  }
}
