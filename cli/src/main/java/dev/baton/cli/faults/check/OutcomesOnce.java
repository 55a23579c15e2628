package dev.baton.cli.faults.check;

import dev.baton.cli.faults.check.History.AttemptFact;
import dev.baton.cli.faults.check.History.ChangeFact;
import dev.baton.cli.faults.check.History.TaskFact;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** An attempt ended once, and one attempt of a task succeeded at most. */
final class OutcomesOnce implements Rule {
  @Override
  public String name() {
    return "outcomes once";
  }

  @Override
  public String promise() {
    return "An attempt ended once, and one attempt of a task succeeded at most";
  }

  @Override
  public void judge(History history, Consumer<String> breach) {
    Map<String, String> ended = new HashMap<>();
    for (ChangeFact change : history.changes()) {
      String former = ended.get(change.attempt());
      if (former != null && !former.equals(change.status() + " " + change.outcome())) {
        breach.accept(change.attempt() + " was " + former + " and became " + change);
      }
      if (change.status().equals("ENDED")) {
        ended.put(change.attempt(), change.status() + " " + change.outcome());
      }
    }
    Map<String, AttemptFact> succeeded = new HashMap<>();
    for (AttemptFact attempt : history.attempts()) {
      if (attempt.outcome().equals("SUCCEEDED")) {
        AttemptFact other = succeeded.put(attempt.run() + "/" + attempt.task(), attempt);
        if (other != null) {
          breach.accept(other.name() + " and " + attempt.name() + " both succeeded");
        }
      }
    }
    for (TaskFact task : history.tasks()) {
      AttemptFact attempt = succeeded.get(task.run() + "/" + task.task());
      boolean says = task.status().equals("SUCCEEDED");
      if (says && (attempt == null || attempt.number() != task.accepted())) {
        breach.accept(task + " rests on " + attempt);
      } else if (!says && attempt != null) {
        breach.accept(attempt.name() + " succeeded and its task is " + task.status());
      }
    }
  }
}
