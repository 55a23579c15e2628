package dev.baton.cli.faults.check;

import dev.baton.cli.faults.check.History.IncidentFact;
import java.util.function.Consumer;

/** Every incident is resolved, or waits for an operator with a reason. */
final class IncidentsEnd implements Rule {
  @Override
  public String name() {
    return "incidents end";
  }

  @Override
  public String promise() {
    return "Every incident is resolved, or waits for an operator with a reason";
  }

  @Override
  public void judge(History history, Consumer<String> breach) {
    for (IncidentFact incident : history.incidents()) {
      if (!incident.isSettled()) {
        breach.accept("still open: " + incident);
      }
    }
  }
}
