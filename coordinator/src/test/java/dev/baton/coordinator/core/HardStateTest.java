package dev.baton.coordinator.core;

import static dev.baton.coordinator.core.CoreDriver.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.ExecutorId;
import dev.baton.common.id.FencingToken;
import dev.baton.common.id.Incarnation;
import dev.baton.common.id.JobKey;
import dev.baton.common.id.RunId;
import dev.baton.common.job.JobSpec;
import dev.baton.common.job.OnExecutorLoss;
import dev.baton.common.job.OverlapPolicy;
import dev.baton.common.job.SortedMaps;
import dev.baton.common.job.TaskSpec;
import dev.baton.common.run.AttemptStatus;
import dev.baton.common.run.Outcome;
import dev.baton.common.run.RunStatus;
import dev.baton.common.run.Trigger;
import dev.baton.coordinator.core.HardState.DueFire;
import dev.baton.coordinator.core.HardState.ScheduleKey;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.core.state.ExecutorRow;
import dev.baton.coordinator.core.state.IncidentRecords;
import dev.baton.coordinator.core.state.Job;
import dev.baton.coordinator.core.state.Run;
import dev.baton.coordinator.core.state.ScheduleCursor;
import dev.baton.coordinator.core.state.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a leader remembers of the store, and what it forgets. */
class HardStateTest {
  private static final Instant BEGIN = Instant.parse("2026-01-05T00:00:00Z");
  private static final JobKey J = new JobKey("test", "j");
  private static final ExecutorId E1 = new ExecutorId("e1");
  private static final TaskSpec A = task("a", OnExecutorLoss.RERUN);
  private static final TaskSpec B = task("b", OnExecutorLoss.RERUN, "a");

  private final HardState state = new HardState();

  private static Job job(String name, int version, String pausedReason, TaskSpec... tasks) {
    JobSpec spec = CoreDriver.job(name, OverlapPolicy.ALLOW, List.of(), tasks);
    return new Job(spec.key(), version, spec, "", pausedReason, BEGIN, "tester");
  }

  private static Run run(long id, int version, RunStatus status, String requestKey) {
    return new Run(
        new RunId(id),
        J,
        version,
        Trigger.SCHEDULE,
        "s",
        BEGIN.plusSeconds(id),
        requestKey,
        null,
        SortedMaps.empty(),
        status,
        "",
        "tester",
        BEGIN,
        null,
        null);
  }

  private static Attempt attempt(long run, AttemptStatus status) {
    return new Attempt(
        new AttemptId(new RunId(run), "a", 1),
        E1,
        new Incarnation("i1"),
        new FencingToken(1, 1),
        false,
        status,
        status == AttemptStatus.ENDED ? Outcome.LOST : null,
        null,
        "",
        null,
        false,
        BEGIN,
        null,
        null);
  }

  private static ScheduleCursor cursor(String job, String schedule, int second) {
    return new ScheduleCursor(new JobKey("test", job), schedule, 1, BEGIN.plusSeconds(second));
  }

  private void has(Job... jobs) {
    for (Job job : jobs) {
      state.apply(new Fact.JobChanged(job));
    }
  }

  private void created(Run... runs) {
    for (Run run : runs) {
      state.apply(new Fact.RunCreated(run));
    }
  }

  private void ends(long id, int version) {
    state.apply(new Fact.RunChanged(run(id, version, RunStatus.SUCCEEDED, null)));
  }

  private List<String> dueInOrder() {
    List<String> found = new ArrayList<>();
    while (state.firstDue() != null) {
      ScheduleKey key = state.firstDue().key();
      found.add(key.job().name() + "/" + key.schedule());
      state.apply(new Fact.CursorMoved(new ScheduleCursor(key.job(), key.schedule(), 1, null)));
    }
    return found;
  }

  @Test
  void dueFireTimesComeInTheirOrderAndEqualOnesByJobAndSchedule() {
    has(job("k", 1, null, A), job("j", 1, null, A));
    for (ScheduleCursor cursor :
        List.of(
            cursor("k", "s", 5), cursor("j", "t", 5), cursor("j", "s", 5), cursor("k", "t", 1))) {
      state.apply(new Fact.CursorMoved(cursor));
    }
    assertEquals(2, state.jobCount());
    assertEquals(BEGIN.plusSeconds(5), state.cursor(new ScheduleKey(J, "t")).nextFireAt());
    assertEquals(List.of("k/t", "j/s", "j/t", "k/s"), dueInOrder());
  }

  @Test
  void pausedJobHasNothingDueUntilItIsResumed() {
    has(job("j", 1, null, A));
    state.apply(new Fact.CursorMoved(cursor("j", "s", 1)));
    has(job("j", 1, "a reason", A));
    assertNull(state.firstDue());
    state.apply(new Fact.CursorMoved(cursor("j", "s", 2)));
    assertNull(state.firstDue());
    has(job("j", 1, null, A));
    assertEquals(new DueFire(BEGIN.plusSeconds(2), new ScheduleKey(J, "s")), state.firstDue());
  }

  @Test
  void whatIsTakenAwayIsDueNoMore() {
    has(job("j", 1, null, A));
    state.apply(new Fact.CursorMoved(cursor("j", "s", 1)));
    state.apply(new Fact.CursorMoved(cursor("j", "t", 2)));
    state.apply(new Fact.CursorRemoved(J, "s"));
    assertEquals("t", state.firstDue().key().schedule());
    state.apply(new Fact.JobDeleted(J, BEGIN, "tester"));
    assertNull(state.firstDue());
    assertEquals(List.of(), state.cursorsOf(J));
    assertEquals(0, state.jobCount());
  }

  @Test
  void runKeepsTheDefinitionUnderWhichItBegan() {
    has(job("j", 1, null, A, B));
    created(run(1, 1, RunStatus.RUNNING, null));
    has(job("j", 2, null, A));
    created(run(2, 2, RunStatus.RUNNING, null));
    assertEquals(List.of("a", "b"), state.run(new RunId(1)).graph().tasks());
    assertNotNull(state.run(new RunId(1)).spec().task("b"));
    assertEquals(List.of("a"), state.run(new RunId(2)).graph().tasks());
  }

  @Test
  void versionNumbersThatComeAgainAfterADeletionMeanTheNewDefinition() {
    has(job("j", 1, null, A, B));
    created(run(1, 1, RunStatus.RUNNING, null));
    has(job("j", 2, null, A, B));
    created(run(2, 2, RunStatus.RUNNING, null));
    ends(1, 1);
    ends(2, 2);
    state.apply(new Fact.JobDeleted(J, BEGIN, "tester"));
    has(job("j", 1, null, A));
    created(run(3, 1, RunStatus.RUNNING, null));
    assertEquals(List.of("a"), state.run(new RunId(3)).graph().tasks());
    has(job("j", 2, null, A));
    created(run(4, 2, RunStatus.RUNNING, null));
    assertEquals(List.of("a"), state.run(new RunId(4)).graph().tasks());
  }

  @Test
  void loadedRunsAreUnderTheirOwnVersionsAndThoseAreForgottenAfterwards() {
    Snapshot snapshot =
        new Snapshot(
            List.of(job("j", 3, null, A)),
            List.of(job("j", 2, null, A, B)),
            List.of(),
            List.of(),
            List.of(run(5, 2, RunStatus.RUNNING, null), run(6, 3, RunStatus.QUEUED, null)),
            List.of(),
            List.of(attempt(5, AttemptStatus.RUNNING)),
            List.of(
                new ExecutorRow(
                    E1, null, "home", null, false, BEGIN, BEGIN, CoreDriver.capacity())),
            IncidentRecords.NONE,
            9,
            1);
    state.load(snapshot);
    assertEquals(List.of("a", "b"), state.run(new RunId(5)).graph().tasks());
    assertEquals(List.of("a"), state.run(new RunId(6)).graph().tasks());
    assertEquals(new RunId(9), state.takeRunId());
    assertEquals(new RunId(10), state.takeRunId());
    assertEquals(List.of(E1), state.executorsWithAttempts());
    assertEquals(E1, state.executors().iterator().next().id());
    assertEquals(Set.of(new RunId(6)), state.queuedOf(J));
    ends(5, 2);
    ends(6, 3);
    state.apply(new Fact.JobDeleted(J, BEGIN, "tester"));
    has(job("j", 2, null, A));
    created(run(11, 2, RunStatus.RUNNING, null));
    assertEquals(List.of("a"), state.run(new RunId(11)).graph().tasks());
  }

  @Test
  void runNumbersGoOnAfterTheHighestThatWasEverSeen() {
    has(job("j", 1, null, A));
    created(run(7, 1, RunStatus.RUNNING, null));
    assertEquals(new RunId(8), state.takeRunId());
    created(run(3, 1, RunStatus.RUNNING, null));
    assertEquals(new RunId(9), state.takeRunId());
  }

  @Test
  void endedRunTakesItsLiveAttemptsWithIt() {
    has(job("j", 1, null, A));
    created(run(1, 1, RunStatus.RUNNING, null), run(2, 1, RunStatus.RUNNING, null));
    state.apply(new Fact.AttemptCreated(attempt(1, AttemptStatus.DISPATCHED)));
    state.apply(new Fact.AttemptCreated(attempt(2, AttemptStatus.DISPATCHED)));
    assertEquals(2, state.liveCount(E1));
    ends(1, 1);
    assertEquals(List.of(attempt(2, AttemptStatus.DISPATCHED)), state.liveOn(E1));
    state.apply(new Fact.AttemptChanged(attempt(2, AttemptStatus.ENDED)));
    assertEquals(0, state.liveCount(E1));
    assertEquals(List.of(), state.executorsWithAttempts());
    assertEquals(Set.of(new RunId(2)), state.runningOf(J));
  }

  @Test
  void requestKeyOfAnEndedRunIsRemembered() {
    has(job("j", 1, null, A));
    created(run(1, 1, RunStatus.RUNNING, "key 1"));
    assertEquals(new RunId(1), state.runByRequestKey(J, "key 1"));
    state.apply(new Fact.RunChanged(run(1, 1, RunStatus.SUCCEEDED, "key 1")));
    assertEquals(new RunId(1), state.runByRequestKey(J, "key 1"));
    created(run(2, 1, RunStatus.SUCCEEDED, "key 2"));
    assertEquals(new RunId(1), state.runByRequestKey(J, "key 1"));
    assertEquals(new RunId(2), state.runByRequestKey(J, "key 2"));
  }

  @Test
  void newestFireTimesOfAScheduleAreRememberedAsFired() {
    has(job("j", 1, null, A));
    for (long id = 1; id <= HardState.MAX_FIRED + 1; id++) {
      created(run(id, 1, RunStatus.SUCCEEDED, null));
    }
    var fired = state.firedAhead(new ScheduleKey(J, "s"), BEGIN, BEGIN.plusSeconds(10_000));
    assertEquals(HardState.MAX_FIRED, fired.size());
    assertEquals(BEGIN.plusSeconds(2), fired.first());
    assertTrue(state.firedAhead(new ScheduleKey(J, "t"), BEGIN, BEGIN).isEmpty());
  }

  @Test
  void fireTimesOfADeletedJobAreRememberedForItMayBeMadeAgain() {
    has(job("j", 1, null, A));
    created(run(1, 1, RunStatus.SUCCEEDED, null));
    state.apply(new Fact.JobDeleted(J, BEGIN, "tester"));
    has(job("j", 1, null, A));
    Instant at = BEGIN.plusSeconds(1);
    assertEquals(Set.of(at), state.firedAhead(new ScheduleKey(J, "s"), at, at));
  }
}
