package dev.baton.coordinator.store.fold;

import static dev.baton.coordinator.store.Samples.JOB;
import static dev.baton.coordinator.store.Samples.T0;
import static dev.baton.coordinator.store.Samples.attempt;
import static dev.baton.coordinator.store.Samples.ended;
import static dev.baton.coordinator.store.Samples.job;
import static dev.baton.coordinator.store.Samples.run;
import static dev.baton.coordinator.store.Samples.taskRun;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.id.RunId;
import dev.baton.common.run.AttemptStatus;
import dev.baton.common.run.Outcome;
import dev.baton.common.run.RunStatus;
import dev.baton.common.run.TaskStatus;
import dev.baton.coordinator.core.fact.Batch;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.AuditEntry;
import dev.baton.coordinator.core.state.ScheduleCursor;
import dev.baton.coordinator.store.fold.BatchRows.CursorKey;
import dev.baton.coordinator.store.fold.BatchRows.LateOutcome;
import dev.baton.coordinator.store.fold.BatchRows.MinuteAdd;
import java.util.List;
import org.junit.jupiter.api.Test;

class FoldTest {
  private static final long MINUTE = T0.getEpochSecond() / 60;
  private final RunBlocks blocks = new RunBlocks(List.of());

  private BatchRows fold(Fact... facts) {
    return Fold.fold(new Batch(1, 1, 100, List.of(facts)), blocks);
  }

  /** Folds, and takes it as written. */
  private BatchRows write(Fact... facts) {
    BatchRows rows = fold(facts);
    blocks.install(rows.blocks());
    return rows;
  }

  @Test
  void aRunThatIsCreatedAndChangedInOneBatchIsOneInsertOfTheLastRow() {
    BatchRows rows =
        fold(
            new Fact.RunCreated(run(1)),
            new Fact.TaskRunChanged(taskRun(1, "a", TaskStatus.WAITING)),
            new Fact.TaskRunChanged(taskRun(1, "a", TaskStatus.READY)),
            new Fact.AttemptCreated(attempt(1, "a", 1, AttemptStatus.DISPATCHED)),
            new Fact.AttemptChanged(attempt(1, "a", 1, AttemptStatus.ENDED)),
            new Fact.RunChanged(ended(run(1), RunStatus.SUCCEEDED)));
    assertEquals(List.of(ended(run(1), RunStatus.SUCCEEDED)), rows.newRuns());
    assertEquals(List.of(), rows.changedRuns());
    assertEquals(List.of(taskRun(1, "a", TaskStatus.READY)), rows.newTaskRuns());
    assertEquals(List.of(attempt(1, "a", 1, AttemptStatus.ENDED)), rows.newAttempts());
    assertEquals(List.of(), rows.changedAttempts());
  }

  @Test
  void rowsOfAnEarlierBatchAreUpdatesOfTheLastRow() {
    write(new Fact.RunCreated(run(1)));
    BatchRows rows =
        fold(
            new Fact.AttemptChanged(attempt(1, "a", 1, AttemptStatus.RUNNING)),
            new Fact.AttemptChanged(attempt(1, "a", 1, AttemptStatus.ENDED)),
            new Fact.TaskRunChanged(taskRun(1, "a", TaskStatus.SUCCEEDED)),
            new Fact.RunChanged(run(1)),
            new Fact.RunChanged(ended(run(1), RunStatus.FAILED)));
    assertEquals(List.of(), rows.newRuns());
    assertEquals(List.of(ended(run(1), RunStatus.FAILED)), rows.changedRuns());
    assertEquals(List.of(taskRun(1, "a", TaskStatus.SUCCEEDED)), rows.changedTaskRuns());
    assertEquals(List.of(attempt(1, "a", 1, AttemptStatus.ENDED)), rows.changedAttempts());
  }

  @Test
  void aRunThatEndsIsCountedOnceInItsMinute() {
    write(new Fact.RunCreated(run(1)), new Fact.RunCreated(run(2)));
    BatchRows ending =
        write(
            new Fact.RunChanged(ended(run(1), RunStatus.FAILED)),
            new Fact.RunChanged(ended(run(1), RunStatus.FAILED)));
    assertEquals(
        List.of(
            new MinuteAdd(MINUTE, JOB, RunStatus.FAILED, 1),
            new MinuteAdd(MINUTE, null, RunStatus.FAILED, 1)),
        ending.minutes());
    BatchRows again = fold(new Fact.RunChanged(ended(run(1), RunStatus.FAILED)));
    assertEquals(List.of(), again.minutes());
    assertEquals(List.of(), again.blocks());
  }

  @Test
  void blocksKnowWhatIsActiveFailedAndCanceled() {
    write(
        new Fact.RunCreated(run(1)),
        new Fact.RunCreated(ended(run(2), RunStatus.CANCELED)),
        new Fact.RunCreated(run(1_024)));
    List<RunBlock> changed = write(new Fact.RunChanged(ended(run(1), RunStatus.FAILED))).blocks();
    assertEquals(1, changed.size());
    assertFalse(changed.getFirst().hasActive());
    assertArrayEquals(new long[] {1}, changed.getFirst().runs(false, true, false));
    assertArrayEquals(new long[] {1, 2}, changed.getFirst().runs(true, true, true));
    assertTrue(blocks.isActive(new RunId(1_024)));
    assertFalse(blocks.isActive(new RunId(1)));
  }

  @Test
  void blocksComeBackFromTheirBytes() {
    RunBlock block =
        write(
                new Fact.RunCreated(run(5_000)),
                new Fact.RunCreated(ended(run(5_001), RunStatus.FAILED)))
            .blocks()
            .getFirst();
    RunBlock read =
        RunBlock.of(
            block.number(), block.activeBytes(), block.failedBytes(), block.canceledBytes());
    assertArrayEquals(new long[] {5_000}, read.runs(true, false, false));
    assertArrayEquals(new long[] {5_001}, read.runs(false, true, false));
    assertArrayEquals(new long[] {}, read.runs(false, false, true));
  }

  @Test
  void foldingLeavesTheWritersCopyAlone() {
    write(new Fact.RunCreated(run(1)));
    fold(new Fact.RunChanged(ended(run(1), RunStatus.FAILED)));
    assertTrue(blocks.isActive(new RunId(1)));
  }

  @Test
  void aNewRunFarBehindTheNewestIsABrokenBatch() {
    write(new Fact.RunCreated(run(5_000)));
    Fact.RunCreated behind = new Fact.RunCreated(run(1));
    assertThrows(BrokenBatchException.class, () -> fold(behind));
  }

  @Test
  void everyVersionOfAJobIsKeptAndTheLastOneStands() {
    BatchRows rows = fold(new Fact.JobChanged(job(JOB, 1)), new Fact.JobChanged(job(JOB, 2)));
    assertEquals(List.of(job(JOB, 2)), rows.jobs());
    assertEquals(List.of(job(JOB, 1), job(JOB, 2)), rows.jobVersions());
  }

  @Test
  void aDeletedJobTakesItsCursorsWithIt() {
    BatchRows rows =
        fold(
            new Fact.JobChanged(job(JOB, 1, "hourly")),
            new Fact.CursorMoved(new ScheduleCursor(JOB, "hourly", 1, T0)),
            new Fact.CursorRemoved(JOB, "daily"),
            new Fact.JobDeleted(JOB, T0, "ann"));
    assertEquals(List.of(), rows.jobs());
    assertEquals(List.of(JOB), rows.deletedJobs());
    assertEquals(List.of(), rows.cursors());
    assertEquals(List.of(), rows.removedCursors());
  }

  @Test
  void aJobThatIsDeletedAndMadeAgainStands() {
    BatchRows rows =
        fold(
            new Fact.JobDeleted(JOB, T0, "ann"),
            new Fact.JobChanged(job(JOB, 1, "hourly")),
            new Fact.CursorMoved(new ScheduleCursor(JOB, "hourly", 1, T0)));
    assertEquals(List.of(job(JOB, 1, "hourly")), rows.jobs());
    assertEquals(List.of(), rows.deletedJobs());
    assertEquals(1, rows.cursors().size());
  }

  @Test
  void ofACursorTheLastWordCounts() {
    ScheduleCursor cursor = new ScheduleCursor(JOB, "hourly", 1, T0);
    BatchRows removed = fold(new Fact.CursorMoved(cursor), new Fact.CursorRemoved(JOB, "hourly"));
    assertEquals(List.of(), removed.cursors());
    assertEquals(List.of(new CursorKey(JOB, "hourly")), removed.removedCursors());
    BatchRows moved = fold(new Fact.CursorRemoved(JOB, "hourly"), new Fact.CursorMoved(cursor));
    assertEquals(List.of(cursor), moved.cursors());
    assertEquals(List.of(), moved.removedCursors());
  }

  @Test
  void aLateOutcomeJoinsTheAttemptsRowInWhateverOrder() {
    var attempt = attempt(1, "a", 1, AttemptStatus.ENDED);
    Fact late = new Fact.LateOutcomeKept(attempt.id(), Outcome.FAILED, "late", T0);
    Fact changed = new Fact.AttemptChanged(attempt);
    assertEquals(List.of(new LateOutcome(attempt.id(), Outcome.FAILED)), fold(late).lateOutcomes());
    for (BatchRows rows : List.of(fold(late, changed), fold(changed, late))) {
      assertEquals(List.of(), rows.lateOutcomes());
      assertEquals(Outcome.FAILED, rows.changedAttempts().getFirst().lateOutcome());
    }
    BatchRows created = fold(new Fact.AttemptCreated(attempt), late);
    assertEquals(Outcome.FAILED, created.newAttempts().getFirst().lateOutcome());
  }

  @Test
  void timelinesAreNumberedByTheirEvents() {
    AuditEntry entry = new AuditEntry("a", "b", "c", "d", "e", T0);
    BatchRows rows = fold(new Fact.RunCreated(run(1)), new Fact.AuditRecorded(entry));
    assertEquals(101, rows.audit().getFirst().number());
  }
}
