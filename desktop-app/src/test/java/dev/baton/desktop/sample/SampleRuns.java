package dev.baton.desktop.sample;

import dev.baton.common.api.AttemptRef;
import dev.baton.common.api.AttemptView;
import dev.baton.common.api.JobSummary;
import dev.baton.common.api.RunDetailView;
import dev.baton.common.api.RunView;
import dev.baton.common.api.TaskRunView;
import dev.baton.common.api.TaskView;
import dev.baton.common.run.AttemptStatus;
import dev.baton.common.run.Outcome;
import dev.baton.common.run.RunStatus;
import dev.baton.common.run.TaskStatus;
import dev.baton.common.run.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** The runs of the sample cluster. */
final class SampleRuns {
  /** Of the weather report, under way. */
  static final long RUNNING = 1_042;

  /** Of the weather report, failed. */
  static final long FAILED = 1_038;

  /** Waits for an executor. */
  static final long WAITING = 1_041;

  /** Of the large job. */
  static final long LARGE = 1_040;

  private static final int COUNT = 420;

  private SampleRuns() {}

  static List<RunView> all(Instant now) {
    Random random = new Random(42);
    List<JobSummary> jobs = SampleJobs.summaries(now);
    List<RunView> runs = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      long id = RUNNING - i;
      Instant created = now.minus(Duration.ofSeconds(41L * i + random.nextInt(30)));
      runs.add(make(id, jobs.get(random.nextInt(jobs.size())).job(), created, random));
    }
    return runs;
  }

  private static RunView make(long id, String anyJob, Instant created, Random random) {
    String job = anyJob;
    RunStatus status = RunStatus.SUCCEEDED;
    String cause = null;
    int dice = random.nextInt(100);
    long seconds = 1L + random.nextInt(140);
    Trigger trigger = dice < 78 ? Trigger.SCHEDULE : dice < 90 ? Trigger.API : Trigger.MANUAL;
    if (dice % 13 == 5) {
      status = RunStatus.FAILED;
      cause = "step-2 failed: exit 1 after 3 attempts";
    } else if (dice == 44) {
      status = RunStatus.CANCELED;
      cause = "canceled by chen.li";
    }
    if (id == RUNNING) {
      job = SampleJobs.REPORT;
      status = RunStatus.RUNNING;
      trigger = Trigger.SCHEDULE;
    } else if (id == WAITING) {
      job = "catalog/thumbnails";
      status = RunStatus.RUNNING;
      cause = null;
    } else if (id == LARGE) {
      job = SampleJobs.LARGE;
      status = RunStatus.RUNNING;
      cause = null;
      trigger = Trigger.MANUAL;
    } else if (id == RUNNING - 3) {
      job = "billing/close-of-day";
      status = RunStatus.QUEUED;
      cause = "waits for run #1036 (QUEUE_ONE)";
    } else if (id == FAILED) {
      job = SampleJobs.REPORT;
      status = RunStatus.FAILED;
      cause = "aggregate-2014 failed: exit 3 after 3 attempts";
      trigger = Trigger.SCHEDULE;
    }
    boolean over = status.isEnd();
    boolean queued = status == RunStatus.QUEUED;
    SortedMap<String, String> params = new TreeMap<>();
    if (job.equals(SampleJobs.REPORT)) {
      params.put("station", "seattle");
      params.put("years", "2012,2013,2014,2015");
    }
    return new RunView(
        id,
        job,
        7,
        trigger,
        trigger == Trigger.SCHEDULE ? "every-five-minutes" : null,
        trigger == Trigger.SCHEDULE ? created : null,
        trigger == Trigger.API ? "order-" + id : null,
        null,
        params,
        status,
        cause,
        trigger == Trigger.SCHEDULE ? null : trigger == Trigger.API ? "checkout" : "chen.li",
        created,
        queued ? null : created.plusMillis(180),
        over ? created.plusSeconds(seconds) : null);
  }

  static RunDetailView detail(RunView run, Instant now) {
    List<TaskView> tasks = SampleJobs.tasks(run.job());
    List<TaskRunView> made = new ArrayList<>();
    Random random = new Random(run.id());
    for (int i = 0; i < tasks.size(); i++) {
      made.add(taskRun(run, tasks.get(i), i, tasks.size(), random, now));
    }
    return new RunDetailView(run, made);
  }

  private static TaskRunView taskRun(
      RunView run, TaskView task, int place, int of, Random random, Instant now) {
    TaskStatus status = status(run, task, place, of, random);
    String executor = "executor-" + (1 + Math.floorMod(task.name().hashCode(), 4));
    Instant base = run.startedAt() == null ? now : run.startedAt();
    Instant started = base.plusMillis(400 + 60L * place);
    int tries = tries(status, task.name());
    List<AttemptView> attempts = new ArrayList<>();
    for (int n = 1; n <= tries; n++) {
      boolean last = n == tries;
      Outcome outcome = outcome(status, last, task.name());
      Instant from = started.plusSeconds(4L * (n - 1));
      Instant to = outcome == null ? null : from.plusMillis(2_140 + 37L * place);
      attempts.add(
          new AttemptView(
              run.id(),
              task.name(),
              n,
              executor,
              "9f3c-" + executor,
              "4." + (run.id() * 10 + n),
              true,
              outcome == null ? AttemptStatus.RUNNING : AttemptStatus.ENDED,
              outcome,
              outcome == Outcome.FAILED
                  ? Integer.valueOf(3)
                  : outcome == Outcome.SUCCEEDED ? 0 : null,
              outcome == Outcome.FAILED
                  ? "exit 3"
                  : outcome == Outcome.LOST
                      ? "executor-3 was lost: no heartbeat for a lease"
                      : null,
              null,
              false,
              from.minusMillis(12),
              from,
              to));
    }
    boolean began = tries > 0;
    boolean over = status == TaskStatus.SUCCEEDED || status == TaskStatus.FAILED;
    SortedMap<String, String> outputs = new TreeMap<>();
    if (status == TaskStatus.SUCCEEDED && run.job().equals(SampleJobs.REPORT)) {
      outputs.put("rows", Integer.toString(365 + place));
      outputs.put("meanTemperature", "11." + place);
    }
    return new TaskRunView(
        run.id(),
        task.name(),
        status,
        task.after(),
        tries,
        status == TaskStatus.FAILED ? tries : Math.max(0, tries - 1),
        0,
        status == TaskStatus.RETRY_WAIT ? now.plusSeconds(6) : null,
        status == TaskStatus.FAILED ? "exit 3 after 3 attempts" : null,
        outputs,
        status == TaskStatus.SUCCEEDED ? new AttemptRef(run.id(), task.name(), tries) : null,
        began ? started : null,
        over ? attempts.getLast().endedAt() : null,
        attempts);
  }

  private static int tries(TaskStatus status, String task) {
    return switch (status) {
      case WAITING, READY, SKIPPED, CANCELED -> 0;
      case FAILED -> 3;
      case RETRY_WAIT -> 1;
      case HELD -> 1;
      case RUNNING, SUCCEEDED -> task.equals("aggregate-2013") ? 2 : 1;
    };
  }

  private static Outcome outcome(TaskStatus status, boolean last, String task) {
    if (!last) {
      return task.equals("aggregate-2013") ? Outcome.LOST : Outcome.FAILED;
    }
    return switch (status) {
      case SUCCEEDED -> Outcome.SUCCEEDED;
      case FAILED, RETRY_WAIT -> Outcome.FAILED;
      case HELD -> Outcome.LOST;
      case WAITING, READY, RUNNING, CANCELED, SKIPPED -> null;
    };
  }

  private static TaskStatus status(RunView run, TaskView task, int place, int of, Random random) {
    if (run.id() == RUNNING) {
      return switch (task.name()) {
        case "split-by-year", "aggregate-2012" -> TaskStatus.SUCCEEDED;
        case "aggregate-2013", "aggregate-2015" -> TaskStatus.RUNNING;
        case "aggregate-2014" -> TaskStatus.RETRY_WAIT;
        default -> TaskStatus.WAITING;
      };
    }
    if (run.id() == FAILED) {
      return switch (task.name()) {
        case "aggregate-2014" -> TaskStatus.FAILED;
        case "join", "report" -> TaskStatus.SKIPPED;
        default -> TaskStatus.SUCCEEDED;
      };
    }
    if (run.id() == LARGE) {
      double done = place / (double) of;
      if (done > 0.62) {
        return TaskStatus.WAITING;
      }
      if (done > 0.55) {
        int dice = random.nextInt(10);
        return dice < 5
            ? TaskStatus.RUNNING
            : dice < 7 ? TaskStatus.READY : dice < 8 ? TaskStatus.RETRY_WAIT : TaskStatus.WAITING;
      }
      int dice = random.nextInt(300);
      return dice == 0 ? TaskStatus.FAILED : dice < 4 ? TaskStatus.HELD : TaskStatus.SUCCEEDED;
    }
    if (run.id() == WAITING) {
      return place == 0 ? TaskStatus.READY : TaskStatus.WAITING;
    }
    return switch (run.status()) {
      case QUEUED -> TaskStatus.WAITING;
      case RUNNING -> place == 0 ? TaskStatus.RUNNING : TaskStatus.WAITING;
      case SUCCEEDED -> TaskStatus.SUCCEEDED;
      case CANCELED -> TaskStatus.CANCELED;
      case FAILED ->
          place == Math.min(1, of - 1)
              ? TaskStatus.FAILED
              : place > 1 ? TaskStatus.SKIPPED : TaskStatus.SUCCEEDED;
    };
  }
}
