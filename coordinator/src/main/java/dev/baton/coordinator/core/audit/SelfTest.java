package dev.baton.coordinator.core.audit;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.JobKey;
import dev.baton.common.id.RunId;
import dev.baton.common.id.TaskRunId;
import dev.baton.common.job.ScheduleSpec;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.core.state.FiredTime;
import dev.baton.coordinator.core.state.Job;
import dev.baton.coordinator.core.state.LeadershipRow;
import dev.baton.coordinator.core.state.Run;
import dev.baton.coordinator.core.state.ScheduleCursor;
import dev.baton.coordinator.core.state.Snapshot;
import dev.baton.coordinator.core.state.TaskRun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tests what a new leader has read before it decides anything. Rows that refer to nothing are set
 * aside: no decision can be made on them, and a leader that tried would not lead for long.
 */
public final class SelfTest {
  private record Version(JobKey job, int number) {}

  private record RequestKey(JobKey job, String key) {}

  /**
   * @param usable what a leader can work with
   * @param findings what does not hold, for operators
   */
  public record Result(Snapshot usable, List<Finding> findings) {
    public Result {
      findings = List.copyOf(findings);
    }
  }

  private final Snapshot read;
  private final long epoch;
  private final List<Finding> findings = new ArrayList<>();
  private final Map<Version, Job> versions = new HashMap<>();
  private final Map<RunId, Job> runs = new HashMap<>();
  private final Set<RunId> broken = new HashSet<>();

  private SelfTest(Snapshot read, long epoch) {
    this.read = read;
    this.epoch = epoch;
  }

  /**
   * @param epoch of the leadership that begins
   */
  public static Result of(Snapshot read, long epoch) {
    return new SelfTest(read, epoch).result();
  }

  private Result result() {
    read.jobVersions().forEach(job -> versions.put(new Version(job.key(), job.version()), job));
    read.jobs().forEach(job -> versions.put(new Version(job.key(), job.version()), job));
    lookAtEpoch();
    read.runs().forEach(this::lookAt);
    lookAtTasks();
    lookAtAttempts();
    List<ScheduleCursor> cursors = usableCursors();
    return new Result(broken.isEmpty() ? with(read, cursors) : without(cursors), findings);
  }

  private void found(AuditCheck check, String subject, String what) {
    findings.add(Finding.forOperator(check, subject, what));
  }

  private void lookAtEpoch() {
    LeadershipRow last = read.incidents().lastLeadership();
    if (last != null && last.epoch() >= epoch) {
      found(
          AuditCheck.EPOCH_GROWS,
          "epoch " + epoch,
          last.coordinator() + " has led under epoch " + last.epoch() + ", this is " + epoch);
    }
  }

  private final Map<FiredTime, RunId> fired = new HashMap<>();
  private final Map<RequestKey, RunId> keys = new HashMap<>();

  private void lookAt(Run run) {
    Job job = versions.get(new Version(run.job(), run.jobVersion()));
    if (job == null) {
      setAside(
          run.id(), "the definition of " + run.job() + " in version " + run.jobVersion() + " is");
      return;
    }
    runs.put(run.id(), job);
    if (run.schedule() != null && run.fireAt() != null) {
      RunId other = fired.put(new FiredTime(run.job(), run.schedule(), run.fireAt()), run.id());
      if (other != null) {
        found(
            AuditCheck.ONE_RUN_PER_FIRE,
            "run " + run.id(),
            "run "
                + other
                + " is of the same fire time: "
                + run.job()
                + "/"
                + run.schedule()
                + " at "
                + run.fireAt());
      }
    }
    if (run.requestKey() != null) {
      RunId other = keys.put(new RequestKey(run.job(), run.requestKey()), run.id());
      if (other != null) {
        found(
            AuditCheck.ONE_RUN_PER_FIRE,
            "run " + run.id(),
            "run " + other + " of " + run.job() + " has the same request key");
      }
    }
  }

  private void setAside(RunId run, String missing) {
    if (broken.add(run)) {
      found(
          AuditCheck.ROWS_WHOLE, "run " + run, missing + " missing, so this run is not worked on");
    }
  }

  private void lookAtTasks() {
    Map<RunId, Integer> counts = new HashMap<>();
    for (TaskRun task : read.taskRuns()) {
      Job job = runs.get(task.id().run());
      if (job == null) {
        strayOf(task.id().run(), "task " + task.id());
      } else if (job.spec().tasks().stream()
          .noneMatch(spec -> spec.name().equals(task.id().task()))) {
        setAside(task.id().run(), "the definition of its task " + task.id().task() + " is");
      } else {
        counts.merge(task.id().run(), 1, Integer::sum);
      }
    }
    runs.forEach((run, job) -> {
      int tasks = job.spec().tasks().size();
      int there = counts.getOrDefault(run, 0);
      if (there != tasks) {
        setAside(run, tasks - there + " of its " + tasks + " task runs are");
      }
    });
  }

  private void strayOf(RunId run, String subject) {
    if (!broken.contains(run)) {
      broken.add(run);
      found(AuditCheck.ROWS_WHOLE, subject, "its run is missing, so it is not worked on");
    }
  }

  private void lookAtAttempts() {
    Set<TaskRunId> tasks = new HashSet<>();
    read.taskRuns().forEach(task -> tasks.add(task.id()));
    Set<AttemptId> seen = new HashSet<>();
    for (Attempt attempt : read.attempts()) {
      RunId run = attempt.id().run();
      if (!runs.containsKey(run)) {
        strayOf(run, "attempt " + attempt.id());
      } else if (!tasks.contains(attempt.id().taskRun())) {
        setAside(run, "the task run of its attempt " + attempt.id() + " is");
      } else if (!seen.add(attempt.id())) {
        found(
            AuditCheck.ONE_LIVE_ATTEMPT,
            "attempt " + attempt.id(),
            "there are two rows of that number");
      }
    }
  }

  private List<ScheduleCursor> usableCursors() {
    Map<JobKey, Job> jobs = new HashMap<>();
    read.jobs().forEach(job -> jobs.put(job.key(), job));
    List<ScheduleCursor> usable = new ArrayList<>();
    for (ScheduleCursor cursor : read.cursors()) {
      Job job = jobs.get(cursor.job());
      if (job != null && has(job, cursor.schedule())) {
        usable.add(cursor);
      } else {
        found(
            AuditCheck.ROWS_WHOLE,
            "cursor " + cursor.job() + "/" + cursor.schedule(),
            (job == null ? "its job" : "its schedule") + " is missing, so nothing is fired by it");
      }
    }
    return usable;
  }

  private static boolean has(Job job, String schedule) {
    for (ScheduleSpec spec : job.spec().schedules()) {
      if (spec.name().equals(schedule)) {
        return true;
      }
    }
    return false;
  }

  private Snapshot without(List<ScheduleCursor> cursors) {
    return new Snapshot(
        read.jobs(),
        read.jobVersions(),
        cursors,
        read.firedAhead(),
        read.runs().stream().filter(run -> !broken.contains(run.id())).toList(),
        read.taskRuns().stream().filter(task -> !broken.contains(task.id().run())).toList(),
        read.attempts().stream().filter(it -> !broken.contains(it.id().run())).toList(),
        read.executors(),
        read.incidents(),
        read.nextRunId(),
        read.nextEventNumber());
  }

  private static Snapshot with(Snapshot read, List<ScheduleCursor> cursors) {
    return cursors.size() == read.cursors().size()
        ? read
        : new Snapshot(
            read.jobs(),
            read.jobVersions(),
            cursors,
            read.firedAhead(),
            read.runs(),
            read.taskRuns(),
            read.attempts(),
            read.executors(),
            read.incidents(),
            read.nextRunId(),
            read.nextEventNumber());
  }
}
