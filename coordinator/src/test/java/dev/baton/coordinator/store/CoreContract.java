package dev.baton.coordinator.store;

import static dev.baton.coordinator.store.Samples.JOB;
import static dev.baton.coordinator.store.Samples.T0;
import static dev.baton.coordinator.store.Samples.batch;
import static dev.baton.coordinator.store.Samples.ended;
import static dev.baton.coordinator.store.Samples.raise;
import static dev.baton.coordinator.store.Samples.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.run.AttemptStatus;
import dev.baton.common.run.Outcome;
import dev.baton.common.run.RunStatus;
import dev.baton.common.run.TaskStatus;
import dev.baton.coordinator.core.Input.ElectionNode;
import dev.baton.coordinator.core.Input.StoreAnswer;
import dev.baton.coordinator.core.fact.Batch;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.AuditEntry;
import dev.baton.coordinator.core.state.FiredTime;
import dev.baton.coordinator.core.state.Job;
import dev.baton.coordinator.core.state.Run;
import dev.baton.coordinator.core.state.ScheduleCursor;
import dev.baton.coordinator.core.state.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every store must keep of hard state. */
abstract class CoreContract extends StoreContract {
  CoreContract(StoreUnderTest underTest) {
    super(underTest);
  }

  private CoreStore core() {
    return store.core();
  }

  private Snapshot load(long epoch) {
    CoreStore.SnapshotReading reading = core().load(epoch);
    assertEquals(StoreAnswer.OK, reading.answer());
    return reading.snapshot();
  }

  private void commit(Batch batch) {
    CoreStore.CommitReading reading = core().commit(batch);
    assertEquals(StoreAnswer.OK, reading.answer(), reading.detail());
  }

  @Test
  void anEmptyStoreHasEpochZeroAndAClusterId() {
    CoreStore.EpochReading reading = core().readEpoch();
    assertEquals(StoreAnswer.OK, reading.answer());
    assertEquals(0, reading.epoch());
    assertNotNull(reading.clusterId());
    assertEquals(store.clusterId(), reading.clusterId());
    assertTrue(core().answers());
  }

  @Test
  void clusterIdAndEpochSurviveReopening() {
    long epoch = raise(core());
    String clusterId = store.clusterId();
    reopen();
    assertEquals(clusterId, store.clusterId());
    assertEquals(epoch, core().readEpoch().epoch());
  }

  @Test
  void anEmptySnapshotStartsCountingAtOne() {
    Snapshot snapshot = load(raise(core()));
    assertEquals(1, snapshot.nextRunId());
    assertEquals(1, snapshot.nextEventNumber());
    assertEquals(List.of(), snapshot.runs());
  }

  @Test
  void aSnapshotNamesTheFireTimesAfterACursorThatHaveARunAlready() {
    long epoch = raise(core());
    Instant second = T0.plusSeconds(1);
    commit(
        batch(
            epoch,
            1,
            new Fact.JobChanged(Samples.job(JOB, 1, "hourly", "daily")),
            new Fact.CursorMoved(new ScheduleCursor(JOB, "hourly", 1, T0)),
            new Fact.CursorMoved(new ScheduleCursor(JOB, "daily", 1, second)),
            new Fact.RunCreated(run(1, JOB, "hourly", T0.minusSeconds(1), null)),
            new Fact.RunCreated(run(2, JOB, "hourly", T0, null)),
            new Fact.RunCreated(run(3, JOB, "hourly", second, null)),
            new Fact.RunCreated(run(4, JOB, "daily", T0, null))));
    commit(
        batch(
            epoch,
            9,
            new Fact.RunChanged(
                Samples.ended(run(3, JOB, "hourly", second, null), RunStatus.SUCCEEDED))));
    long newer = Snapshot.NEWEST_RUNS + 5;
    commit(batch(epoch, 10, new Fact.RunCreated(run(newer, JOB, null, null, null))));
    assertEquals(List.of(fired(T0), fired(second)), load(epoch).firedAhead());
  }

  @Test
  void aSnapshotNamesTheFireTimesOfTheNewestRunsWhateverBecameOfTheirJob() {
    long epoch = raise(core());
    commit(
        batch(
            epoch,
            1,
            new Fact.JobChanged(Samples.job(JOB, 1, "hourly")),
            new Fact.CursorMoved(new ScheduleCursor(JOB, "hourly", 1, T0)),
            new Fact.RunCreated(run(1, JOB, "hourly", T0, null)),
            new Fact.RunCreated(run(2, JOB, "hourly", T0.plusSeconds(1), null))));
    commit(
        batch(
            epoch,
            5,
            new Fact.RunChanged(
                Samples.ended(run(1, JOB, "hourly", T0, null), RunStatus.SUCCEEDED)),
            new Fact.RunChanged(
                Samples.ended(run(2, JOB, "hourly", T0.plusSeconds(1), null), RunStatus.SUCCEEDED)),
            new Fact.JobDeleted(JOB, T0, "tester")));
    assertEquals(Set.of(fired(T0), fired(T0.plusSeconds(1))), Set.copyOf(load(epoch).firedAhead()));
    Run later = run(Snapshot.NEWEST_RUNS + 1, JOB, "hourly", T0.plusSeconds(2), null);
    commit(
        batch(
            epoch,
            8,
            new Fact.JobChanged(Samples.job(JOB, 1, "hourly")),
            new Fact.RunCreated(later)));
    assertEquals(
        Set.of(fired(T0.plusSeconds(1)), fired(T0.plusSeconds(2))),
        Set.copyOf(load(epoch).firedAhead()));
  }

  private static FiredTime fired(Instant at) {
    return new FiredTime(JOB, "hourly", at);
  }

  @Test
  void raisingFromAnotherEpochIsFenced() {
    assertEquals(StoreAnswer.OK, core().raise(0, 5, "a", new ElectionNode("/e/1", "s")));
    assertEquals(StoreAnswer.FENCED, core().raise(0, 6, "b", null));
    assertEquals(5, core().readEpoch().epoch());
  }

  @Test
  void ofTwoThatRaiseAtOnceExactlyOneWins() throws Exception {
    try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
      for (long epoch = 0; epoch < 5; epoch++) {
        long from = epoch;
        CyclicBarrier start = new CyclicBarrier(2);
        Callable<StoreAnswer> raiser =
            () -> {
              start.await();
              return core().raise(from, from + 1, "c", null);
            };
        List<StoreAnswer> answers = new ArrayList<>();
        for (Future<StoreAnswer> answer : pool.invokeAll(List.of(raiser, raiser))) {
          answers.add(answer.get());
        }
        assertEquals(1, answers.stream().filter(a -> a == StoreAnswer.OK).count(), "" + answers);
        assertEquals(from + 1, core().readEpoch().epoch());
      }
    }
  }

  @Test
  void aBatchOfAnOldEpochWritesNothingAtAll() {
    long old = raise(core());
    raise(core());
    Batch stale =
        batch(
            old,
            1,
            new Fact.RunCreated(run(1)),
            new Fact.TaskRunChanged(Samples.taskRun(1, "extract", TaskStatus.READY)),
            new Fact.JobChanged(Samples.job(JOB, 1, "hourly")),
            new Fact.CursorMoved(new ScheduleCursor(JOB, "hourly", 1, T0)),
            new Fact.ExecutorChanged(Samples.executor("executor-1")));
    CoreStore.CommitReading reading = core().commit(stale);
    assertEquals(StoreAnswer.FENCED, reading.answer());
    assertEquals(new StoreModel().snapshot(), load(old + 1));
    assertEquals(new ReadStore.EventRange(0, 0), store.reads().eventRange());
    assertEquals(List.of(), store.reads().runsPerMinute(null, null, null));
  }

  @Test
  void loadingUnderAnOldEpochIsFenced() {
    long old = raise(core());
    raise(core());
    assertEquals(StoreAnswer.FENCED, core().load(old).answer());
  }

  @Test
  void aBatchWithoutFactsOnlyChecksTheEpoch() {
    long epoch = raise(core());
    CoreStore.CommitReading reading = core().commit(batch(epoch, 1));
    assertEquals(StoreAnswer.OK, reading.answer());
    Duration off = Duration.between(reading.storeTime(), Instant.now()).abs();
    assertTrue(off.toSeconds() < 60, "store's clock is off by " + off);
    assertEquals(new ReadStore.EventRange(0, 0), store.reads().eventRange());
    raise(core());
    assertEquals(StoreAnswer.FENCED, core().commit(batch(epoch, 1)).answer());
  }

  @Test
  void twoRunsOfOneFireTimeAreAConflictAndNothingIsWritten() {
    long epoch = raise(core());
    commit(batch(epoch, 1, new Fact.RunCreated(run(1, JOB, "hourly", T0, null))));
    CoreStore.CommitReading reading =
        core()
            .commit(
                batch(
                    epoch,
                    2,
                    new Fact.RunChanged(ended(run(1, JOB, "hourly", T0, null), RunStatus.FAILED)),
                    new Fact.RunCreated(run(2, JOB, "hourly", T0, null))));
    assertEquals(StoreAnswer.CONFLICT, reading.answer());
    assertNotEquals("", reading.detail());
    Snapshot snapshot = load(raise(core()));
    assertEquals(List.of(run(1, JOB, "hourly", T0, null)), snapshot.runs());
    assertEquals(2, snapshot.nextEventNumber());
    commit(batch(epoch + 1, 2, new Fact.RunCreated(run(2, JOB, "daily", T0, null))));
  }

  @Test
  void twoRunsOfOneRequestKeyAreAConflict() {
    long epoch = raise(core());
    commit(batch(epoch, 1, new Fact.RunCreated(run(1, JOB, null, null, "key"))));
    Batch second = batch(epoch, 2, new Fact.RunCreated(run(2, JOB, null, null, "key")));
    assertEquals(StoreAnswer.CONFLICT, core().commit(second).answer());
    assertEquals(
        run(1, JOB, null, null, "key"), store.reads().runByRequestKey(JOB, "key").orElseThrow());
  }

  @Test
  void theSameBatchTwiceIsAConflict() {
    long epoch = raise(core());
    Batch twice = batch(epoch, 1, new Fact.AuditRecorded(auditEntry()));
    commit(twice);
    assertEquals(StoreAnswer.CONFLICT, core().commit(twice).answer());
  }

  @Test
  void changingARowThatIsNotThereIsAConflictAndNothingIsWritten() {
    long epoch = raise(core());
    commit(batch(epoch, 1, new Fact.RunCreated(run(1))));
    for (Fact change :
        List.of(
            new Fact.RunChanged(ended(run(9), RunStatus.FAILED)),
            new Fact.TaskRunChanged(Samples.taskRun(1, "extract", TaskStatus.READY)),
            new Fact.AttemptChanged(Samples.attempt(1, "extract", 1, AttemptStatus.RUNNING)))) {
      Batch batch = batch(epoch, 2, new Fact.RunChanged(ended(run(1), RunStatus.CANCELED)), change);
      assertEquals(StoreAnswer.CONFLICT, core().commit(batch).answer(), "" + change);
    }
    assertEquals(List.of(run(1)), load(epoch).runs());
    assertEquals(new ReadStore.EventRange(1, 1), store.reads().eventRange());
  }

  private static AuditEntry auditEntry() {
    return new AuditEntry("a", "b", "c", "d", "e", T0);
  }

  @Test
  void textThatNoDatabaseTakesIsStoredAllTheSame() {
    long epoch = raise(core());
    Job odd =
        new Job(
            JOB, 1, Samples.spec(JOB), "zero \0 half \ud800 whole \ud83d\ude00", "why", T0, "a");
    commit(batch(epoch, 1, new Fact.JobChanged(odd)));
    assertEquals(
        "zero \ufffd half \ufffd whole \ud83d\ude00", load(epoch).jobs().getFirst().source());
    assertEquals(1, store.reads().events(1, 10).size());
  }

  @Test
  void aLateOutcomeIsKeptOnAnAttemptOfAnEndedRun() {
    long epoch = raise(core());
    var attempt = Samples.attempt(1, "extract", 1, AttemptStatus.ENDED);
    commit(
        batch(
            epoch,
            1,
            new Fact.RunCreated(ended(run(1), RunStatus.FAILED)),
            new Fact.AttemptCreated(attempt)));
    commit(batch(epoch, 3, new Fact.LateOutcomeKept(attempt.id(), Outcome.SUCCEEDED, "late", T0)));
    assertEquals(
        List.of(StoreModel.withLate(attempt, Outcome.SUCCEEDED)),
        store.reads().attempts(attempt.id().run()));
  }

  @Test
  void randomHistoriesLoadAsTheModelSays() {
    long seed = TestSeed.take();
    RandomHistory history = new RandomHistory(seed);
    long epoch = raise(core());
    for (int i = 0; i < 80; i++) {
      Batch batch = history.next(epoch);
      CoreStore.CommitReading reading = core().commit(batch);
      assertEquals(StoreAnswer.OK, reading.answer(), "seed " + seed + ": " + reading.detail());
      history.model().apply(batch);
      if (i % 20 == 19) {
        epoch = raise(core());
        assertEquals(history.model().snapshot(), StoreModel.sorted(load(epoch)), "seed " + seed);
      }
    }
    ReadContract.check(store.reads(), history.model(), "seed " + seed);
  }

  @Test
  void whatWasCommittedSurvivesReopening() {
    RandomHistory history = new RandomHistory(7);
    long epoch = raise(core());
    for (int i = 0; i < 20; i++) {
      Batch batch = history.next(epoch);
      commit(batch);
      history.model().apply(batch);
    }
    reopen();
    assertEquals(history.model().snapshot(), StoreModel.sorted(load(epoch)));
    Batch batch = history.next(raise(core()));
    commit(batch);
    history.model().apply(batch);
    ReadContract.check(store.reads(), history.model(), "after reopening");
  }
}
