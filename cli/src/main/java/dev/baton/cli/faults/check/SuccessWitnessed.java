package dev.baton.cli.faults.check;

import dev.baton.cli.faults.check.History.AttemptFact;
import dev.baton.cli.faults.check.History.RunFact;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** What succeeded wrote its own end, under the token that the API shows. */
final class SuccessWitnessed implements Rule {
  @Override
  public String name() {
    return "success witnessed";
  }

  @Override
  public String promise() {
    return "What succeeded wrote its own end, under the token that the API shows";
  }

  @Override
  public void judge(History history, Consumer<String> breach) {
    Map<String, Witness> witnesses = new HashMap<>();
    Set<Long> done = new HashSet<>();
    for (Witness witness : history.witnesses()) {
      witnesses.put(witness.name(), witness);
      if (witness.isDone()) {
        done.add(witness.run());
      }
    }
    for (RunFact run : history.runs()) {
      if (run.status().equals("SUCCEEDED") && !done.contains(run.id())) {
        breach.accept("run " + run.id() + " of " + run.job() + " succeeded and nothing was done");
      }
    }
    for (AttemptFact attempt : history.attempts()) {
      if (attempt.outcome().equals("SUCCEEDED")) {
        Witness witness = witnesses.get(attempt.name());
        if (witness == null || !witness.isDone() || !witness.token().equals(attempt.token())) {
          breach.accept(attempt + " succeeded; its own word: " + witness);
        }
      }
    }
  }
}
