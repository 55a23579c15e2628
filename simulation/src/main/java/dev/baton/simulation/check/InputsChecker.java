package dev.baton.simulation.check;

import dev.baton.common.id.RunId;
import dev.baton.common.id.TaskRunId;
import dev.baton.common.job.TaskSpec;
import dev.baton.common.run.AttemptStatus;
import dev.baton.common.run.Outcome;
import dev.baton.common.run.TaskStatus;
import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.common.wire.CoordinatorMessage.StartOrder;
import dev.baton.coordinator.core.Effect;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.core.state.Job;
import dev.baton.coordinator.core.state.Run;
import dev.baton.coordinator.core.state.TaskRun;
import dev.baton.simulation.store.StoreRows;
import java.util.List;
import java.util.function.Supplier;

/**
 * A task starts only after the tasks it comes after have succeeded, and gets the outputs of the
 * attempts whose outcome was accepted.
 */
public final class InputsChecker implements Witness {
  private static final String NAME = "inputs";

  private final Supplier<StoreRows> store;
  private boolean wentBack;

  public InputsChecker(Supplier<StoreRows> store) {
    this.store = store;
  }

  @Override
  public void coordinatorDoes(String life, Effect effect) {
    if (effect instanceof Effect.Send send
        && send.message() instanceof CoordinatorMessage.Start start
        && !wentBack) {
      check(start.order());
    }
  }

  private void check(StartOrder order) {
    RunId id = order.attempt().run();
    Run run = store.get().run(id);
    if (run != null && run.status().isEnd()) {
      // A deposed leader wakes up and says what it had decided: no executor obeys it. The job may
      // have been deleted and made anew since, and its version then names another definition.
      return;
    }
    Job job = run == null ? null : store.get().version(run.job(), run.jobVersion());
    TaskSpec task = job == null ? null : job.spec().task(order.attempt().task());
    if (task == null) {
      throw new Violation(NAME, "no such task: " + order);
    }
    List<String> withOutputs =
        task.after().stream().filter(upstream -> !isMarked(id, upstream)).toList();
    if (order.inputs().size() != withOutputs.size()) {
      throw new Violation(NAME, "comes after " + task.after() + " and gets: " + order);
    }
    for (String upstream : withOutputs) {
      TaskRun before = store.get().taskRun(new TaskRunId(id, upstream));
      Attempt accepted = before.accepted() == null ? null : store.get().attempt(before.accepted());
      boolean succeeded =
          before.status() == TaskStatus.SUCCEEDED
              && accepted != null
              && accepted.status() == AttemptStatus.ENDED
              && accepted.outcome() == Outcome.SUCCEEDED;
      String expected = succeeded ? accepted.id() + " " + accepted.token() : "success";
      if (!expected.equals(order.inputs().get(upstream + ".by"))) {
        throw new Violation(
            NAME,
            "of " + upstream + " expected " + expected + ", got " + order.inputs() + ": " + before);
      }
    }
  }

  /** Whether an operator has said that it succeeded, so that it has no outputs. */
  private boolean isMarked(RunId run, String task) {
    TaskRun row = store.get().taskRun(new TaskRunId(run, task));
    return row.status() == TaskStatus.SUCCEEDED
        && row.cause().startsWith("marked as SUCCEEDED by ");
  }

  @Override
  public void wentBack(StoreRows rows, long epoch) {
    wentBack = true;
  }
}
