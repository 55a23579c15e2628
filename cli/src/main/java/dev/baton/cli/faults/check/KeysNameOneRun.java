package dev.baton.cli.faults.check;

import dev.baton.cli.faults.check.History.RunFact;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The same request key always gave the same run. */
final class KeysNameOneRun implements Rule {
  @Override
  public String name() {
    return "keys name one run";
  }

  @Override
  public String promise() {
    return "The same request key always gave the same run";
  }

  @Override
  public void judge(History history, Consumer<String> breach) {
    Map<String, Long> answers = new HashMap<>();
    for (Asked asked : history.asked()) {
      if (asked.run() != 0) {
        Long other = answers.putIfAbsent(asked.job() + " " + asked.key(), asked.run());
        if (other != null && other != asked.run()) {
          breach.accept(asked.key() + " was answered with run " + other + " and " + asked.run());
        }
      }
    }
    Map<String, Long> stored = new HashMap<>();
    for (RunFact run : history.runs()) {
      if (!run.key().isEmpty()) {
        Long other = stored.putIfAbsent(run.job() + " " + run.key(), run.id());
        if (other != null) {
          breach.accept(run.key() + " has run " + other + " and run " + run.id());
        }
      }
    }
  }
}
