package dev.baton.coordinator.store;

import static dev.baton.coordinator.store.Samples.T0;
import static dev.baton.coordinator.store.Samples.batch;
import static dev.baton.coordinator.store.Samples.ended;
import static dev.baton.coordinator.store.Samples.raise;
import static dev.baton.coordinator.store.Samples.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.RunId;
import dev.baton.common.run.AttemptStatus;
import dev.baton.common.run.RunStatus;
import dev.baton.common.run.TaskStatus;
import dev.baton.coordinator.core.Input.StoreAnswer;
import dev.baton.coordinator.core.fact.Batch;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.AuditEntry;
import dev.baton.coordinator.core.state.Run;
import dev.baton.coordinator.core.state.Snapshot;
import dev.baton.coordinator.store.LogStore.LogPiece;
import dev.baton.coordinator.store.ReadStore.RunFilter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store deletes and what it keeps. */
abstract class RetentionContract extends StoreContract {
  private static final Instant LATER = T0.plusSeconds(1_000_000);
  private long epoch;
  private long nextEvent = 1;

  RetentionContract(StoreUnderTest underTest) {
    super(underTest);
  }

  @BeforeEach
  void lead() {
    nextEvent = 1;
    epoch = raise(store.core());
  }

  private void commit(List<Fact> facts) {
    CoreStore.CommitReading reading =
        store.core().commit(new Batch(1, epoch, nextEvent, List.copyOf(facts)));
    assertEquals(StoreAnswer.OK, reading.answer(), reading.detail());
    nextEvent += facts.size();
  }

  private void commitRuns(long first, long last, RunStatus status) {
    List<Fact> facts = new ArrayList<>();
    for (long id = first; id <= last; id++) {
      Run run = status.isEnd() ? ended(run(id), status) : run(id);
      facts.add(new Fact.RunCreated(run));
      facts.add(new Fact.TaskRunChanged(Samples.taskRun(id, "extract", TaskStatus.SUCCEEDED)));
      facts.add(new Fact.AttemptCreated(Samples.attempt(id, "extract", 1, AttemptStatus.ENDED)));
    }
    commit(facts);
  }

  private void putLog(long run) {
    AttemptId attempt = new AttemptId(new RunId(run), "extract", 1);
    store.logs().putLog(List.of(new LogPiece(attempt, 0, 0, new byte[] {'x'}, true)));
  }

  private int logBytes(long run) {
    AttemptId attempt = new AttemptId(new RunId(run), "extract", 1);
    return store.logs().readLog(attempt, 0, 10).bytes().length;
  }

  private List<Long> runs(Set<RunStatus> statuses) {
    return store.reads().runs(new RunFilter(null, statuses, null, null), null, 100).stream()
        .map(run -> run.id().value())
        .toList();
  }

  private int deleteRuns(Instant before) {
    int deleted = 0;
    for (int step = store.retention().deleteRuns(before);
        step > 0;
        step = store.retention().deleteRuns(before)) {
      deleted += step;
    }
    return deleted;
  }

  @Test
  void endedRunsGoWithAllThatBelongsToThemAndActiveOnesStay() {
    commitRuns(1, 2, RunStatus.FAILED);
    commitRuns(3, 3, RunStatus.RUNNING);
    commitRuns(4, 5, RunStatus.SUCCEEDED);
    putLog(1);
    putLog(3);
    assertEquals(3, deleteRuns(LATER));
    assertEquals(List.of(5L, 3L), runs(Set.of()));
    assertEquals(List.of(), runs(Set.of(RunStatus.FAILED)));
    assertEquals(List.of(), store.reads().taskRuns(new RunId(1)));
    assertEquals(List.of(), store.reads().attempts(new RunId(1)));
    assertEquals(1, store.reads().attempts(new RunId(3)).size());
    assertEquals(0, logBytes(1));
    assertEquals(1, logBytes(3));
  }

  @Test
  void runsThatEndedLaterStay() {
    commitRuns(1, 9, RunStatus.SUCCEEDED);
    // Run n begins n ms after T0 and ends one second later.
    assertEquals(4, deleteRuns(T0.plusMillis(1_005)));
    assertEquals(List.of(9L, 8L, 7L, 6L, 5L), runs(Set.of()));
  }

  @Test
  void thousandsGoInStepsAndTheNewestStaysSoThatNumbersAreNotGivenTwice() {
    for (int i = 0; i < 5; i++) {
      commitRuns(i * 500 + 1, i * 500 + 500, i % 2 == 0 ? RunStatus.FAILED : RunStatus.CANCELED);
    }
    assertEquals(Retention.STEP, store.retention().deleteRuns(LATER));
    assertEquals(1_499, deleteRuns(LATER));
    assertEquals(List.of(2_500L), runs(Set.of()));
    assertEquals(List.of(2_500L), runs(Set.of(RunStatus.FAILED, RunStatus.CANCELED)));
    Snapshot snapshot = store.core().load(epoch).snapshot();
    assertEquals(2_501, snapshot.nextRunId());
    commitRuns(2_501, 2_501, RunStatus.RUNNING);
    assertEquals(List.of(2_501L), runs(Set.of(RunStatus.RUNNING)));
  }

  @Test
  void eventsGoButTheNewestStay() {
    for (int i = 0; i < 5; i++) {
      commit(List.of(new Fact.AuditRecorded(new AuditEntry("a", "b", "c", "d", "e", T0))));
    }
    commitRuns(1, 1, RunStatus.SUCCEEDED);
    assertTrue(store.retention().deleteEvents(Instant.now().plusSeconds(3_600)) > 0);
    while (store.retention().deleteEvents(Instant.now().plusSeconds(3_600)) > 0) {}
    assertEquals(new ReadStore.EventRange(6, 8), store.reads().eventRange());
    assertEquals(List.of(), store.reads().runsPerMinute(null, null, null));
    assertEquals(9, store.core().load(epoch).snapshot().nextEventNumber());
    assertEquals(6, store.reads().events(1, 10).getFirst().firstNumber());
  }

  @Test
  void youngEventsStay() {
    commit(List.of(new Fact.AuditRecorded(new AuditEntry("a", "b", "c", "d", "e", T0))));
    commit(List.of(new Fact.AuditRecorded(new AuditEntry("a", "b", "c", "d", "e", T0))));
    assertEquals(0, store.retention().deleteEvents(T0));
    assertEquals(2, store.reads().audit(null, null, 0, 10).size());
    assertEquals(StoreAnswer.OK, store.core().commit(batch(epoch, nextEvent)).answer());
  }
}
