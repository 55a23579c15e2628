package dev.baton.cli.faults.check;

import dev.baton.cli.faults.check.History.AttemptFact;
import dev.baton.cli.faults.check.History.RunFact;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Whatever ran is an attempt of a run that the API shows, for the same fire time. */
final class WitnessesKnown implements Rule {
  @Override
  public String name() {
    return "witnesses known";
  }

  @Override
  public String promise() {
    return "Whatever ran is an attempt of a run that the API shows, for the same fire time";
  }

  @Override
  public void judge(History history, Consumer<String> breach) {
    Map<Long, RunFact> runs = new HashMap<>();
    history.runs().forEach(run -> runs.put(run.id(), run));
    Map<String, AttemptFact> attempts = new HashMap<>();
    Set<Long> detailed = new HashSet<>();
    for (AttemptFact attempt : history.attempts()) {
      attempts.put(attempt.name(), attempt);
      detailed.add(attempt.run());
    }
    for (Witness witness : history.witnesses()) {
      RunFact run = runs.get(witness.run());
      if (run == null || !run.job().equals(witness.job()) || run.fireMs() != witness.fireMs()) {
        breach.accept(witness.name() + " ran for " + witness.fireMs() + "; the API: " + run);
      } else if (detailed.contains(witness.run())) {
        AttemptFact attempt = attempts.get(witness.name());
        if (attempt == null || !attempt.token().equals(witness.token())) {
          breach.accept(witness.name() + " ran under " + witness.token() + "; the API: " + attempt);
        }
      }
    }
  }
}
