package dev.baton.simulation.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.ExecutorId;
import dev.baton.common.id.FencingToken;
import dev.baton.common.id.Incarnation;
import dev.baton.common.id.JobKey;
import dev.baton.common.id.RunId;
import dev.baton.common.id.TaskRunId;
import dev.baton.common.job.ExecutorSelector;
import dev.baton.common.job.JobSpec;
import dev.baton.common.job.MisfirePolicy;
import dev.baton.common.job.OnExecutorLoss;
import dev.baton.common.job.OverlapPolicy;
import dev.baton.common.job.RetryPolicy;
import dev.baton.common.job.ScheduleSpec;
import dev.baton.common.job.SortedMaps;
import dev.baton.common.job.TaskAction;
import dev.baton.common.job.TaskSpec;
import dev.baton.common.job.Timing;
import dev.baton.common.run.AttemptStatus;
import dev.baton.common.run.Outcome;
import dev.baton.common.run.RunStatus;
import dev.baton.common.run.TaskStatus;
import dev.baton.common.run.Trigger;
import dev.baton.common.wire.AttemptOutcome;
import dev.baton.common.wire.CoordinatorMessage.StartOrder;
import dev.baton.coordinator.core.fact.Batch;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.core.state.Job;
import dev.baton.coordinator.core.state.Run;
import dev.baton.coordinator.core.state.TaskRun;
import dev.baton.simulation.clock.SimClock;
import dev.baton.simulation.node.ExecutorLife;
import dev.baton.simulation.task.Tree;
import dev.baton.simulation.trace.Trace;
import dev.baton.simulation.world.Host;
import dev.baton.simulation.world.Life;
import dev.baton.simulation.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.function.Executable;

/** What histories for checkers are made of: one job of the tasks a and b, one run of it. */
final class Parts {
  static final Instant BEGIN = Instant.parse("2026-05-05T10:00:00Z");
  static final JobKey JOB = new JobKey("test", "job");
  static final RunId RUN = new RunId(1);

  private Parts() {}

  static void refused(String checker, Executable history) {
    assertEquals(checker, assertThrows(Violation.class, history).checker());
  }

  static World world() {
    return new World(1, BEGIN, new Trace(1, null));
  }

  static ExecutorLife executor(World world, String name, String incarnation, String home) {
    Host host = new Host(home, 1, new SimClock(0, 0, BEGIN, 0));
    return new ExecutorLife(
        new ExecutorId(name), new Incarnation(incarnation), home, new Life(world, host, name));
  }

  static Job job(OverlapPolicy overlap, ScheduleSpec... schedules) {
    JobSpec spec =
        new JobSpec(
            JOB,
            "",
            SortedMaps.empty(),
            List.of(schedules),
            overlap,
            List.of(task("a"), task("b", "a")));
    return new Job(JOB, 1, spec, "", null, BEGIN, "tester");
  }

  private static TaskSpec task(String name, String... after) {
    return new TaskSpec(
        name,
        List.of(after),
        new TaskAction.Shell("QUICK"),
        ExecutorSelector.ANY_OF_DEFAULT_GROUP,
        null,
        Duration.ZERO,
        RetryPolicy.NONE,
        OnExecutorLoss.RERUN_AFTER_LEASE,
        SortedMaps.empty());
  }

  static ScheduleSpec eachSecond() {
    return schedule(new Timing.FixedRate(Duration.ofSeconds(1), BEGIN));
  }

  static ScheduleSpec schedule(Timing timing) {
    return new ScheduleSpec(
        "s", timing, MisfirePolicy.SKIP, Duration.ofSeconds(5), Duration.ofMinutes(1));
  }

  static Instant at(int second) {
    return BEGIN.plusSeconds(second);
  }

  static Run run(long id, RunStatus status) {
    return run(id, null, null, status);
  }

  static Run run(long id, String schedule, Instant fireAt, RunStatus status) {
    return new Run(
        new RunId(id),
        JOB,
        1,
        schedule == null ? Trigger.MANUAL : Trigger.SCHEDULE,
        schedule,
        fireAt,
        null,
        null,
        SortedMaps.empty(),
        status,
        "",
        "tester",
        BEGIN,
        BEGIN,
        status.isEnd() ? at(100) : null);
  }

  static TaskRun taskRun(String task, TaskStatus status, int lastAttempt, AttemptId accepted) {
    return new TaskRun(
        new TaskRunId(RUN, task),
        status,
        lastAttempt,
        0,
        0,
        null,
        "",
        SortedMaps.empty(),
        accepted,
        null,
        null);
  }

  static AttemptId id(String task, int number) {
    return new AttemptId(RUN, task, number);
  }

  /** An attempt under epoch 1 on executor e, incarnation i, leased. */
  static Attempt attempt(String task, int number, AttemptStatus status, Outcome outcome) {
    return attempt(task, number, 1, true, status, outcome, null);
  }

  static Attempt attempt(
      String task,
      int number,
      long epoch,
      boolean leased,
      AttemptStatus status,
      Outcome outcome,
      Outcome late) {
    return new Attempt(
        id(task, number),
        new ExecutorId("e"),
        new Incarnation("i"),
        new FencingToken(epoch, number),
        leased,
        status,
        outcome,
        null,
        "",
        late,
        false,
        BEGIN,
        null,
        outcome == null ? null : at(50));
  }

  static StartOrder order(String task, int number, boolean leased, String... inputs) {
    TreeMap<String, String> given = new TreeMap<>();
    for (int i = 0; i < inputs.length; i += 2) {
      given.put(inputs[i], inputs[i + 1]);
    }
    return new StartOrder(
        id(task, number),
        JOB,
        new FencingToken(1, number),
        "",
        leased,
        Trigger.MANUAL,
        null,
        new TaskAction.Shell("QUICK"),
        SortedMaps.empty(),
        given,
        null,
        Duration.ZERO);
  }

  static Tree tree(World world, String task, int number, ExecutorLife executor) {
    return new Tree(order(task, number, true), executor, world.now());
  }

  static AttemptOutcome outcome(AttemptId attempt, Outcome outcome) {
    return new AttemptOutcome(
        attempt, new Incarnation("i"), outcome, null, "", SortedMaps.empty(), BEGIN, BEGIN);
  }

  static Batch batch(long epoch, Fact... facts) {
    return new Batch(1, epoch, 1, List.of(facts));
  }
}
