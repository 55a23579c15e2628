package dev.baton.coordinator.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.id.RunId;
import dev.baton.common.run.RunStatus;
import dev.baton.coordinator.core.state.Run;
import dev.baton.coordinator.core.state.Snapshot;
import dev.baton.coordinator.store.ReadStore.RunFilter;
import java.util.List;
import java.util.Set;

/** The store holds the first n batches of a {@link CommitLoop}, whole. */
public final class WholeBatches {
  private WholeBatches() {}

  /** Returns n. */
  public static long check(Store store, long acknowledged) {
    Snapshot snapshot = store.core().load(Samples.raise(store.core())).snapshot();
    long runs = snapshot.nextRunId() - 1;
    assertEquals(0, runs % CommitLoop.RUNS, "half a batch is there");
    long batches = runs / CommitLoop.RUNS;
    assertTrue(batches >= acknowledged, batches + " batches, acknowledged " + acknowledged);
    assertTrue(batches <= acknowledged + 1, batches + " batches, acknowledged " + acknowledged);
    assertEquals(
        List.of(CommitLoop.firstRun(batches), runs),
        List.of(ids(snapshot.runs()).getFirst(), ids(snapshot.runs()).getLast()));
    assertEquals(CommitLoop.RUNS, snapshot.runs().size());
    assertEquals(CommitLoop.RUNS, snapshot.taskRuns().size());
    assertEquals(CommitLoop.RUNS, snapshot.attempts().size());
    assertEquals(batches * CommitLoop.FACTS + 1, snapshot.nextEventNumber());
    long counted =
        store.reads().runsPerMinute(null, null, null).stream()
            .mapToLong(ReadStore.MinuteCount::count)
            .sum();
    assertEquals((batches - 1) * CommitLoop.RUNS, counted);
    checkEnded(store, CommitLoop.firstRun(batches));
    return batches;
  }

  private static void checkEnded(Store store, long firstActive) {
    RunFilter ended = new RunFilter(null, Set.of(RunStatus.SUCCEEDED), null, null);
    long expected = firstActive - 1;
    RunId before = null;
    while (expected > 0) {
      for (Run run : store.reads().runs(ended, before, 1_000)) {
        assertEquals(expected--, run.id().value());
        before = run.id();
      }
    }
  }

  private static List<Long> ids(List<Run> runs) {
    return runs.stream().map(run -> run.id().value()).toList();
  }
}
