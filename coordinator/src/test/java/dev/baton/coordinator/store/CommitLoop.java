package dev.baton.coordinator.store;

import dev.baton.common.run.AttemptStatus;
import dev.baton.common.run.RunStatus;
import dev.baton.common.run.TaskStatus;
import dev.baton.coordinator.core.Input.StoreAnswer;
import dev.baton.coordinator.core.fact.Batch;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.Snapshot;
import dev.baton.coordinator.store.CoreStore.CommitReading;
import java.util.ArrayList;
import java.util.List;

/**
 * A leader that does nothing but commit, in a process of its own so that it can be killed or
 * frozen. Batch n creates {@link #RUNS} runs and ends those of batch n - 1. Says {@code ack n} once
 * a batch is acknowledged, and the answer when one is not.
 */
public final class CommitLoop {
  static final int RUNS = 20;
  public static final int FACTS = 4 * RUNS;

  private CommitLoop() {}

  public static void main(String[] args) {
    StoreSettings settings =
        args.length == 1
            ? StoreSettings.sqlite(args[0])
            : StoreSettings.postgres(args[0], args[1], args[2]);
    try (Store store = Stores.open(settings)) {
      CoreStore core = store.core();
      long epoch = Samples.raise(core);
      Snapshot snapshot = core.load(epoch).snapshot();
      long number = (snapshot.nextRunId() - 1) / RUNS + 1;
      System.out.println("epoch " + epoch);
      while (true) {
        CommitReading reading = core.commit(batch(number, epoch));
        if (reading.answer() != StoreAnswer.OK) {
          System.out.println(reading.answer() + " " + number + " " + reading.detail());
          return;
        }
        System.out.println("ack " + number++);
      }
    }
  }

  public static Batch batch(long number, long epoch) {
    List<Fact> facts = new ArrayList<>();
    for (long id = firstRun(number); id < firstRun(number + 1); id++) {
      facts.add(new Fact.RunCreated(Samples.run(id)));
      facts.add(new Fact.TaskRunChanged(Samples.taskRun(id, "extract", TaskStatus.READY)));
      facts.add(
          new Fact.AttemptCreated(Samples.attempt(id, "extract", 1, AttemptStatus.DISPATCHED)));
      long before = id - RUNS;
      facts.add(
          before < 1
              ? new Fact.ExecutorChanged(Samples.executor("executor-1"))
              : new Fact.RunChanged(Samples.ended(Samples.run(before), RunStatus.SUCCEEDED)));
    }
    return new Batch(number, epoch, (number - 1) * FACTS + 1, facts);
  }

  static long firstRun(long batch) {
    return (batch - 1) * RUNS + 1;
  }
}
