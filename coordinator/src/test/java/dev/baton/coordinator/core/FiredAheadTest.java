package dev.baton.coordinator.core;

import static dev.baton.coordinator.core.CoreDriver.job;
import static dev.baton.coordinator.core.CoreDriver.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.baton.common.id.JobKey;
import dev.baton.common.id.RunId;
import dev.baton.common.id.TaskRunId;
import dev.baton.common.job.JobSpec;
import dev.baton.common.job.MisfirePolicy;
import dev.baton.common.job.OnExecutorLoss;
import dev.baton.common.job.OverlapPolicy;
import dev.baton.common.job.ScheduleSpec;
import dev.baton.common.job.SortedMaps;
import dev.baton.common.job.Timing;
import dev.baton.common.run.RunStatus;
import dev.baton.common.run.TaskStatus;
import dev.baton.common.run.Trigger;
import dev.baton.coordinator.core.Effect.Role;
import dev.baton.coordinator.core.Input.StoreAnswer;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.FiredTime;
import dev.baton.coordinator.core.state.IncidentRecords;
import dev.baton.coordinator.core.state.Job;
import dev.baton.coordinator.core.state.Run;
import dev.baton.coordinator.core.state.ScheduleCursor;
import dev.baton.coordinator.core.state.Snapshot;
import dev.baton.coordinator.core.state.TaskRun;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A fire time that has a run when memory is loaded counts as fired. */
class FiredAheadTest {
  private static final JobKey JOB = new JobKey("test", "j");
  private static final Instant BEGIN = Instant.parse("2026-01-05T00:00:00Z");
  private static final Timing EACH_SECOND = new Timing.FixedRate(Duration.ofSeconds(1), BEGIN);

  private final CoreDriver driver = new CoreDriver();

  private static Instant at(int second) {
    return BEGIN.plusSeconds(second);
  }

  private static ScheduleSpec schedule(Timing timing, MisfirePolicy misfire) {
    return new ScheduleSpec("s", timing, misfire, Duration.ofSeconds(5), Duration.ofHours(1));
  }

  private static Snapshot snapshot(
      ScheduleSpec schedule, List<Run> runs, Instant cursor, Instant... fired) {
    JobSpec spec =
        job("j", OverlapPolicy.ALLOW, List.of(schedule), task("a", OnExecutorLoss.RERUN));
    List<TaskRun> tasks =
        runs.stream()
            .map(run ->
                new TaskRun(
                    new TaskRunId(run.id(), "a"),
                    TaskStatus.READY,
                    0,
                    0,
                    0,
                    null,
                    "",
                    SortedMaps.empty(),
                    null,
                    null,
                    null))
            .toList();
    return new Snapshot(
        List.of(new Job(JOB, 1, spec, "", null, BEGIN, "tester")),
        List.of(),
        List.of(new ScheduleCursor(JOB, "s", 1, cursor)),
        Arrays.stream(fired).map(time -> new FiredTime(JOB, "s", time)).toList(),
        runs,
        tasks,
        List.of(),
        List.of(),
        IncidentRecords.NONE,
        100,
        1);
  }

  private static Run run(Instant fireAt) {
    return new Run(
        new RunId(7),
        JOB,
        1,
        Trigger.SCHEDULE,
        "s",
        fireAt,
        null,
        null,
        SortedMaps.empty(),
        RunStatus.RUNNING,
        "",
        "",
        BEGIN,
        BEGIN,
        null);
  }

  private List<Instant> runs() {
    return driver.facts(Fact.RunCreated.class).stream().map(fact -> fact.run().fireAt()).toList();
  }

  private Instant cursor() {
    return driver.lastFact(Fact.CursorMoved.class).cursor().nextFireAt();
  }

  @Test
  void aFireTimeWithARunIsNotFiredAgain() {
    ScheduleSpec schedule = schedule(EACH_SECOND, MisfirePolicy.FIRE_ALL);
    driver.lead(snapshot(schedule, List.of(), at(0), at(0), at(2)), 1);
    driver.pass(Duration.ofMillis(3_500));
    assertEquals(List.of(at(1), at(3)), runs());
    assertEquals(at(4), cursor());
    assertEquals(List.of(), driver.facts(Fact.FireSkipped.class));
  }

  @Test
  void manyThatAreDueAtOnceAreFiredWithoutThoseThatHaveARun() {
    ScheduleSpec schedule = schedule(EACH_SECOND, MisfirePolicy.FIRE_ALL);
    driver.jumpWall(Duration.ofSeconds(4));
    driver.lead(snapshot(schedule, List.of(), at(0), at(1), at(3)), 1);
    driver.pass(Duration.ofMillis(500));
    assertEquals(List.of(at(0), at(2), at(4)), runs());
  }

  @Test
  void skippedStretchesLeaveOutWhatHasARun() {
    ScheduleSpec schedule = schedule(EACH_SECOND, MisfirePolicy.SKIP);
    driver.jumpWall(Duration.ofSeconds(20));
    driver.lead(
        snapshot(schedule, List.of(), at(0), at(3), at(4), at(3).plusMillis(500), at(9)), 1);
    driver.pass(Duration.ofMillis(100));
    List<Fact.FireSkipped> skipped = driver.facts(Fact.FireSkipped.class);
    assertEquals(List.of(at(0), at(5), at(10)), skipped.stream().map(s -> s.first()).toList());
    assertEquals(List.of(at(2), at(8), at(14)), skipped.stream().map(s -> s.last()).toList());
    assertEquals(List.of(3L, 4L, 5L), skipped.stream().map(s -> s.count()).toList());
    assertEquals(at(15), runs().getFirst());
  }

  @Test
  void aStretchThatEndsWithARunEndsBeforeIt() {
    ScheduleSpec schedule = schedule(EACH_SECOND, MisfirePolicy.SKIP);
    driver.jumpWall(Duration.ofSeconds(20));
    driver.lead(snapshot(schedule, List.of(), at(0), at(1), at(14)), 1);
    driver.pass(Duration.ofMillis(100));
    List<Fact.FireSkipped> skipped = driver.facts(Fact.FireSkipped.class);
    assertEquals(List.of(at(0), at(2)), skipped.stream().map(s -> s.first()).toList());
    assertEquals(List.of(at(0), at(13)), skipped.stream().map(s -> s.last()).toList());
    assertEquals(List.of(1L, 12L), skipped.stream().map(s -> s.count()).toList());
  }

  @Test
  void aFixedDelayWaitsForTheRunThatItsFireTimeHas() {
    Timing delay = new Timing.FixedDelay(Duration.ofSeconds(1), BEGIN);
    ScheduleSpec schedule = schedule(delay, MisfirePolicy.FIRE_ALL);
    driver.lead(snapshot(schedule, List.of(run(at(0))), at(0), at(0)), 1);
    driver.pass(Duration.ofSeconds(1));
    assertEquals(List.of(), runs());
    assertNull(cursor());
  }

  @Test
  void aFixedDelayGoesOnFromNowIfThatRunHasEnded() {
    Timing delay = new Timing.FixedDelay(Duration.ofSeconds(3), BEGIN);
    ScheduleSpec schedule = schedule(delay, MisfirePolicy.FIRE_ALL);
    driver.lead(snapshot(schedule, List.of(), at(0), at(0)), 1);
    driver.pass(Duration.ofSeconds(1));
    assertEquals(List.of(), runs());
    assertEquals(at(3), cursor());
  }

  @Test
  void aFireTimeWithARunIsNotSkippedForItsOverlapWhenTheJobIsPutAgain() {
    ScheduleSpec schedule = schedule(EACH_SECOND, MisfirePolicy.FIRE_ALL);
    ScheduleSpec other =
        schedule(new Timing.FixedRate(Duration.ofSeconds(2), BEGIN), MisfirePolicy.FIRE_ALL);
    driver.lead();
    driver.put(job("j", OverlapPolicy.SKIP, List.of(schedule), task("a", OnExecutorLoss.RERUN)));
    assertEquals(List.of(at(0)), runs());
    driver.jumpWall(Duration.ofMillis(-500));
    driver.put(job("j", OverlapPolicy.SKIP, List.of(other), task("a", OnExecutorLoss.RERUN)));
    driver.pass(Duration.ofSeconds(1));
    assertEquals(List.of(), driver.facts(Fact.FireSkipped.class));
    assertEquals(List.of(at(0)), runs());
    assertEquals(at(2), cursor());
  }

  @Test
  void aConflictIsFollowedByALoadAndNotByAnEndlessChain() {
    ScheduleSpec schedule = schedule(EACH_SECOND, MisfirePolicy.FIRE_ALL);
    driver.holdCommits();
    driver.lead(snapshot(schedule, List.of(), at(0)), 1);
    while (driver.hasOpenCommit() && !conflicting()) {
      driver.answerCommit(StoreAnswer.OK);
    }
    driver.answerCommit(StoreAnswer.CONFLICT);
    assertEquals(Role.RAISING, driver.last(Effect.RoleChanged.class).role());
    driver.pass(Duration.ofMillis(200));
    driver.raise(snapshot(schedule, List.of(), at(0), at(0)), 2);
    while (driver.hasOpenCommit()) {
      driver.answerCommit(StoreAnswer.OK);
    }
    assertEquals(Role.LEADER, driver.last(Effect.RoleChanged.class).role());
    assertFalse(runs().contains(at(0)));
    assertEquals(at(1), cursor());
  }

  private boolean conflicting() {
    return driver.last(Effect.Commit.class).batch().facts().stream()
        .anyMatch(fact -> fact instanceof Fact.RunCreated);
  }
}
