package dev.baton.coordinator.store;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.ExecutorId;
import dev.baton.common.id.FencingToken;
import dev.baton.common.id.Incarnation;
import dev.baton.common.id.JobKey;
import dev.baton.common.id.RunId;
import dev.baton.common.id.TaskRunId;
import dev.baton.common.job.DstRule;
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
import dev.baton.common.wire.ExecutorMessage.Capacity;
import dev.baton.coordinator.core.Input.StoreAnswer;
import dev.baton.coordinator.core.fact.Batch;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.core.state.ExecutorRow;
import dev.baton.coordinator.core.state.Job;
import dev.baton.coordinator.core.state.Run;
import dev.baton.coordinator.core.state.TaskRun;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Rows and batches for tests, with as little said as possible. */
public final class Samples {
  public static final Instant T0 = Instant.parse("2026-03-01T12:00:00.123456Z");
  public static final JobKey JOB = new JobKey("weather", "yearly-report");
  public static final ExecutorId EXECUTOR = new ExecutorId("executor-1");

  private Samples() {}

  /** Raises the epoch by one and returns it. */
  public static long raise(CoreStore store) {
    long epoch = store.readEpoch().epoch();
    StoreAnswer answer = store.raise(epoch, epoch + 1, "coordinator-1", null);
    if (answer != StoreAnswer.OK) {
      throw new IllegalStateException("raise answered " + answer);
    }
    return epoch + 1;
  }

  public static Batch batch(long epoch, long firstEvent, Fact... facts) {
    return new Batch(1, epoch, firstEvent, List.of(facts));
  }

  public static JobSpec spec(JobKey key, String... schedules) {
    List<ScheduleSpec> specs =
        Arrays.stream(schedules)
            .map(name ->
                new ScheduleSpec(
                    name,
                    new Timing.Cron("0 0/5 * * * ?", ZoneId.of("Asia/Shanghai"), DstRule.DEFAULT),
                    MisfirePolicy.FIRE_ONCE,
                    ScheduleSpec.DEFAULT_MISFIRE_THRESHOLD,
                    ScheduleSpec.DEFAULT_CATCH_UP_WINDOW))
            .toList();
    return new JobSpec(
        key,
        "A report",
        SortedMaps.copyOf(Map.of("year", "2012")),
        specs,
        OverlapPolicy.QUEUE_ONE,
        List.of(
            task("extract", new TaskAction.Shell("./extract.sh")),
            task("report", new TaskAction.Java("Report", SortedMaps.empty(), true), "extract")));
  }

  public static TaskSpec task(String name, TaskAction action, String... after) {
    return new TaskSpec(
        name,
        List.of(after),
        action,
        ExecutorSelector.ANY_OF_DEFAULT_GROUP,
        Duration.ofMinutes(10),
        TaskSpec.DEFAULT_KILL_GRACE,
        new RetryPolicy(3, Duration.ofSeconds(2), 2.0, Duration.ofHours(1)),
        OnExecutorLoss.RERUN,
        SortedMaps.empty());
  }

  public static Job job(JobKey key, int version, String... schedules) {
    return new Job(key, version, spec(key, schedules), "job: " + key, null, T0, "ann");
  }

  public static Run run(long id) {
    return run(id, JOB, null, null, null);
  }

  public static Run run(long id, JobKey job, String schedule, Instant fireAt, String requestKey) {
    return new Run(
        new RunId(id),
        job,
        1,
        schedule == null ? Trigger.MANUAL : Trigger.SCHEDULE,
        schedule,
        fireAt,
        requestKey,
        null,
        SortedMaps.empty(),
        RunStatus.RUNNING,
        "",
        "ann",
        T0.plusMillis(id),
        T0.plusMillis(id),
        null);
  }

  public static Run ended(Run run, RunStatus status) {
    return run.moved(status, "", run.createdAt().plusSeconds(1));
  }

  public static TaskRun taskRun(long run, String task, TaskStatus status) {
    return new TaskRun(
        new TaskRunId(new RunId(run), task),
        status,
        0,
        0,
        0,
        null,
        "",
        SortedMaps.empty(),
        null,
        null,
        null);
  }

  public static Attempt attempt(long run, String task, int number, AttemptStatus status) {
    return new Attempt(
        new AttemptId(new RunId(run), task, number),
        EXECUTOR,
        new Incarnation("i-1"),
        new FencingToken(1, number),
        true,
        status,
        status == AttemptStatus.ENDED ? Outcome.SUCCEEDED : null,
        status == AttemptStatus.ENDED ? 0 : null,
        "",
        null,
        false,
        T0,
        status == AttemptStatus.DISPATCHED ? null : T0,
        status == AttemptStatus.ENDED ? T0.plusSeconds(1) : null);
  }

  public static ExecutorRow executor(String name) {
    return new ExecutorRow(
        new ExecutorId(name),
        new Incarnation("i-1"),
        "home-" + name,
        null,
        false,
        T0,
        T0,
        new Capacity(
            "default",
            SortedMaps.copyOf(Map.of("disk", "ssd")),
            4,
            List.of("Report"),
            List.of("python3"),
            "1.0",
            "host",
            42));
  }
}
