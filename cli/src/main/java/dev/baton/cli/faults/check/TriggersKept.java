package dev.baton.cli.faults.check;

import dev.baton.cli.faults.check.History.RunFact;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Every accepted request has its run. */
final class TriggersKept implements Rule {
  @Override
  public String name() {
    return "triggers kept";
  }

  @Override
  public String promise() {
    return "Every accepted request has its run";
  }

  @Override
  public void judge(History history, Consumer<String> breach) {
    Map<Long, RunFact> runs = new HashMap<>();
    history.runs().forEach(run -> runs.put(run.id(), run));
    for (Asked asked : history.asked()) {
      if (asked.run() == 0) {
        continue;
      }
      RunFact run = runs.get(asked.run());
      if (run == null) {
        breach.accept("run " + asked.run() + " was accepted for " + asked.key() + " and is gone");
      } else if (!run.job().equals(asked.job()) || !run.key().equals(asked.key())) {
        breach.accept(asked + " was answered with a run of another request: " + run);
      }
    }
  }
}
