package dev.baton.simulation.check;

import static dev.baton.simulation.check.Parts.JOB;
import static dev.baton.simulation.check.Parts.at;
import static dev.baton.simulation.check.Parts.batch;
import static dev.baton.simulation.check.Parts.job;
import static dev.baton.simulation.check.Parts.refused;
import static dev.baton.simulation.check.Parts.run;

import dev.baton.common.job.OverlapPolicy;
import dev.baton.common.run.RunStatus;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.Job;
import dev.baton.coordinator.core.state.ScheduleCursor;
import dev.baton.simulation.store.RowsWriter;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FireTimesCheckerTest {
  private static final String NAME = "fire times";

  private Instant now = at(60);
  private final RowsWriter store = new RowsWriter(new FireTimesChecker(() -> now, 2_000));

  private static Fact cursor(int second) {
    return new Fact.CursorMoved(new ScheduleCursor(JOB, "s", 1, at(second)));
  }

  private static Fact fires(long run, int second) {
    return new Fact.RunCreated(run(run, "s", at(second), RunStatus.RUNNING));
  }

  private static Fact skips(int first, int last, long count) {
    return new Fact.FireSkipped(JOB, "s", at(first), at(last), count, "misfired", at(60));
  }

  private void jobIsPut() {
    Job job = job(OverlapPolicy.ALLOW, Parts.eachSecond());
    store.write(batch(1, new Fact.JobChanged(job), cursor(0)));
  }

  @Test
  void fireTimesInOrderEachWithItsRunOrSkipAreAccepted() {
    jobIsPut();
    store.write(batch(1, fires(1, 0), fires(2, 1), cursor(2)));
    store.write(batch(1, skips(2, 8, 7), fires(3, 9), cursor(10)));
  }

  @Test
  void aGapIsRefused() {
    jobIsPut();
    refused(NAME, () -> store.write(batch(1, fires(1, 1), cursor(2))));
  }

  @Test
  void aDoubleIsRefused() {
    jobIsPut();
    store.write(batch(1, fires(1, 0), cursor(1)));
    refused(NAME, () -> store.write(batch(1, fires(2, 0), cursor(1))));
  }

  @Test
  void aCursorThatMovesWithoutItsRunIsRefused() {
    jobIsPut();
    refused(NAME, () -> store.write(batch(1, cursor(1))));
  }

  @Test
  void aRunWithoutItsCursorIsRefused() {
    jobIsPut();
    refused(NAME, () -> store.write(batch(1, fires(1, 0))));
  }

  @Test
  void aFireBeforeItsTimeIsRefused() {
    jobIsPut();
    now = at(-5);
    refused(NAME, () -> store.write(batch(1, fires(1, 0), cursor(1))));
  }

  @Test
  void aSkipBeforeItIsMisfiredIsRefused() {
    jobIsPut();
    now = at(2);
    refused(NAME, () -> store.write(batch(1, skips(0, 2, 3), cursor(3))));
  }

  @Test
  void aSkipThatCountsWrongIsRefused() {
    jobIsPut();
    refused(NAME, () -> store.write(batch(1, skips(0, 2, 2), cursor(3))));
  }

  @Test
  void aFireTimeThatHasARunMayBePassedOverAndNotSkipped() {
    store.given(fires(7, 1));
    jobIsPut();
    store.write(batch(1, fires(8, 0), cursor(1)));
    refused(NAME, () -> store.write(batch(1, skips(1, 2, 2), cursor(3))));
  }

  @Test
  void aCursorThatPassesAFireTimeWithARunIsAccepted() {
    store.given(fires(7, 1));
    jobIsPut();
    store.write(batch(1, fires(8, 0), cursor(1)));
    store.write(batch(1, cursor(2)));
    store.write(batch(1, fires(9, 2), cursor(3)));
  }
}
