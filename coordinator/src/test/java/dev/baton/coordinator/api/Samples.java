package dev.baton.coordinator.api;

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
import dev.baton.common.wire.ExecutorMessage.Load;
import dev.baton.coordinator.core.command.CommandResult.ExecutorStatus;
import dev.baton.coordinator.core.command.CommandResult.ExecutorView;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.core.state.AuditEntry;
import dev.baton.coordinator.core.state.ExecutorRow;
import dev.baton.coordinator.core.state.FailoverEvent;
import dev.baton.coordinator.core.state.IncidentTouch;
import dev.baton.coordinator.core.state.Job;
import dev.baton.coordinator.core.state.LeadershipRow;
import dev.baton.coordinator.core.state.Run;
import dev.baton.coordinator.core.state.ScheduleCursor;
import dev.baton.coordinator.core.state.TaskRun;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** A small cluster's rows: one job of two tasks, a run that failed half way, an executor. */
final class Samples {
  static final Instant AT = Instant.parse("2026-03-01T08:00:00Z");
  static final JobKey JOB = new JobKey("weather", "report");
  static final RunId RUN = new RunId(17);
  static final AttemptId EXTRACT = new AttemptId(RUN, "extract", 1);
  static final AttemptId REPORT = new AttemptId(RUN, "report", 2);

  private Samples() {}

  static void fill(FakeStore store) {
    store.commit(
        new Fact.JobChanged(job(1)),
        new Fact.JobChanged(job(2)),
        new Fact.CursorMoved(new ScheduleCursor(JOB, "nightly", 2, AT.plusSeconds(3_600))),
        new Fact.ExecutorChanged(executorRow()),
        new Fact.FailoverEventRecorded(
            new FailoverEvent(
                FailoverEvent.Kind.LEADER_RAISED, "coordinator-1", 3, "epoch 2 to 3", AT)),
        new Fact.AuditRecorded(
            new AuditEntry("admin", "127.0.0.1", "create job", JOB.toString(), "", AT)),
        new Fact.FireSkipped(
            JOB, "nightly", AT.minusSeconds(60), AT, 2, "misfire policy SKIP", AT));
    store.commit(
        new Fact.RunCreated(run(RUN, RunStatus.FAILED, "key-17")),
        new Fact.TaskRunChanged(taskRun("extract", TaskStatus.SUCCEEDED, EXTRACT)),
        new Fact.TaskRunChanged(taskRun("report", TaskStatus.FAILED, null)),
        new Fact.AttemptCreated(attempt(EXTRACT, Outcome.SUCCEEDED, 0)),
        new Fact.AttemptCreated(attempt(REPORT, Outcome.FAILED, 3)));
    store.commit(
        new Fact.IncidentChanged(dev.baton.coordinator.store.IncidentSamples.incident(1, false)),
        new Fact.IncidentTouched(new IncidentTouch(1, REPORT, AT)),
        new Fact.LeadershipChanged(new LeadershipRow(3, "coordinator-1", AT, AT, "stepped down")));
    store.putLog(
        List.of(
            new dev.baton.coordinator.store.LogStore.LogPiece(
                EXTRACT,
                0,
                0,
                "line 1\nline 2\n".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                true)));
    store.putArtifact(
        List.of(
            new dev.baton.coordinator.store.LogStore.ArtifactPiece(
                EXTRACT, "rows a.csv", 0, new byte[] {1, 2, 3}, true)));
  }

  static Job job(int version) {
    return new Job(JOB, version, spec(), "job: weather/report # " + version, null, AT, "admin");
  }

  static JobSpec spec() {
    return new JobSpec(
        JOB,
        "Yearly report",
        SortedMaps.copyOf(Map.of("year", "2015")),
        List.of(
            new ScheduleSpec(
                "nightly",
                new Timing.Cron("0 30 2 * * ?", ZoneId.of("Europe/Berlin"), DstRule.DEFAULT),
                MisfirePolicy.FIRE_ONCE,
                ScheduleSpec.DEFAULT_MISFIRE_THRESHOLD,
                ScheduleSpec.DEFAULT_CATCH_UP_WINDOW),
            new ScheduleSpec(
                "often",
                new Timing.FixedRate(Duration.ofMinutes(5), AT),
                MisfirePolicy.SKIP,
                ScheduleSpec.DEFAULT_MISFIRE_THRESHOLD,
                ScheduleSpec.DEFAULT_CATCH_UP_WINDOW)),
        OverlapPolicy.QUEUE_ONE,
        List.of(
            task("report", List.of("extract"), new TaskAction.Command(List.of("report", "-v"))),
            task("extract", List.of(), new TaskAction.Shell("./extract.sh"))));
  }

  private static TaskSpec task(String name, List<String> after, TaskAction action) {
    return new TaskSpec(
        name,
        after,
        action,
        ExecutorSelector.ANY_OF_DEFAULT_GROUP,
        Duration.ofMinutes(10),
        TaskSpec.DEFAULT_KILL_GRACE,
        RetryPolicy.NONE,
        OnExecutorLoss.RERUN,
        SortedMaps.empty());
  }

  static Run run(RunId id, RunStatus status, String requestKey) {
    return new Run(
        id,
        JOB,
        2,
        Trigger.MANUAL,
        null,
        null,
        requestKey,
        null,
        SortedMaps.copyOf(Map.of("year", "2014")),
        status,
        "task report failed",
        "admin",
        AT,
        AT.plusSeconds(1),
        status.isEnd() ? AT.plusSeconds(9) : null);
  }

  static TaskRun taskRun(String task, TaskStatus status, AttemptId accepted) {
    return new TaskRun(
        new TaskRunId(RUN, task),
        status,
        1,
        0,
        0,
        null,
        "it did what it could",
        SortedMaps.copyOf(Map.of("rows", "1461")),
        accepted,
        AT.plusSeconds(1),
        AT.plusSeconds(5));
  }

  static Attempt attempt(AttemptId id, Outcome outcome, int exitCode) {
    return new Attempt(
        id,
        new ExecutorId("executor-1"),
        new Incarnation("i-1"),
        new FencingToken(3, id.number()),
        true,
        AttemptStatus.ENDED,
        outcome,
        exitCode,
        "exit code " + exitCode,
        null,
        false,
        AT,
        AT.plusSeconds(1),
        AT.plusSeconds(5));
  }

  static ExecutorRow executorRow() {
    return new ExecutorRow(
        new ExecutorId("executor-1"),
        new Incarnation("i-1"),
        "home",
        null,
        false,
        AT,
        AT,
        new Capacity(
            "default",
            SortedMaps.copyOf(Map.of("disk", "ssd")),
            4,
            List.of("com.example.Report"),
            List.of("python3"),
            "0.1.0",
            "host-1",
            4711));
  }

  static ExecutorView executor() {
    return new ExecutorView(
        new ExecutorId("executor-1"),
        ExecutorStatus.UP,
        new Incarnation("i-1"),
        executorRow(),
        new Load(0.25, 100, 1_000, -1, 1),
        1,
        5_500,
        AT,
        "127.0.0.1:5000");
  }
}
