package dev.baton.cli.faults.check;

import dev.baton.cli.faults.check.History.RunFact;
import dev.baton.cli.faults.check.History.TaskFact;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Every run ended, or waits with a reason; what failed says why. */
final class RunsEnd implements Rule {
  @Override
  public String name() {
    return "runs end";
  }

  @Override
  public String promise() {
    return "Every run ended, or waits with a reason; what failed says why";
  }

  @Override
  public void judge(History history, Consumer<String> breach) {
    Set<Long> explained = new HashSet<>();
    for (TaskFact task : history.tasks()) {
      if (task.status().equals("FAILED") && task.cause().isBlank()) {
        breach.accept("task " + task.run() + "/" + task.task() + " failed and does not say why");
      }
      if (!task.cause().isBlank()) {
        explained.add(task.run());
      }
    }
    for (RunFact run : history.runs()) {
      if (!run.isEnded() && run.waitsFor().isBlank()) {
        breach.accept("run " + run.id() + " is " + run.status() + " and waits for nothing");
      } else if (run.status().equals("FAILED")
          && run.cause().isBlank()
          && !explained.contains(run.id())) {
        breach.accept("run " + run.id() + " failed and does not say why");
      }
    }
  }
}
