package dev.baton.simulation.client;

import dev.baton.common.id.JobKey;
import dev.baton.common.job.DstRule;
import dev.baton.common.job.ExecutorSelector;
import dev.baton.common.job.JobSpec;
import dev.baton.common.job.MisfirePolicy;
import dev.baton.common.job.OnExecutorLoss;
import dev.baton.common.job.OverlapPolicy;
import dev.baton.common.job.RetryPolicy;
import dev.baton.common.job.RetryPolicy.OverBudget;
import dev.baton.common.job.ScheduleSpec;
import dev.baton.common.job.SortedMaps;
import dev.baton.common.job.TaskAction;
import dev.baton.common.job.TaskSpec;
import dev.baton.common.job.Timing;
import dev.baton.simulation.task.TaskPlan.Manner;
import dev.baton.simulation.world.Rand;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Makes up jobs: random valid graphs, schedules and policies. */
public final class JobMaker {
  /** No executor is in this group: its tasks wait for ever, and explain says why. */
  public static final String NOBODYS_GROUP = "nobody";

  /** Most tasks after one another. */
  public static final int MAX_TASKS = 5;

  public static final int MAX_ATTEMPTS = 3;
  public static final Duration MAX_RETRY_DELAY = Duration.ofSeconds(2);

  private static final List<String> CRONS =
      List.of(
          "* * * * * ?",
          "*/2 * * * * ?",
          "0/3 * * * * ?",
          "1/5 * * * * ?",
          "0,7,20,33,59 * * * * ?",
          "10-14 * * * * ?",
          "30 * * * * ?");

  private static final List<ZoneId> ZONES =
      List.of(
          ZoneId.of("UTC"),
          ZoneId.of("Asia/Shanghai"),
          ZoneId.of("America/New_York"),
          ZoneId.of("Australia/Lord_Howe"));

  private final Rand rand;
  private final Instant begin;

  /**
   * @param begin the wall clock at true time 0
   */
  public JobMaker(Rand rand, Instant begin) {
    this.rand = rand;
    this.begin = begin;
  }

  public JobSpec job(int number) {
    List<TaskSpec> tasks = new ArrayList<>();
    int count = 1 + rand.below(rand.oneIn(3) ? MAX_TASKS : 2);
    boolean nobodys = rand.oneIn(25);
    for (int i = 0; i < count; i++) {
      tasks.add(task(i, nobodys && i == count - 1));
    }
    List<ScheduleSpec> schedules = new ArrayList<>();
    for (int i = rand.below(3); i > 0; i--) {
      schedules.add(schedule("s" + i, timing()));
    }
    return new JobSpec(
        new JobKey("sim", "job-" + number),
        "",
        SortedMaps.empty(),
        schedules,
        rand.pick(List.of(OverlapPolicy.values())),
        tasks);
  }

  private TaskSpec task(int index, boolean nobodys) {
    List<String> after = new ArrayList<>();
    for (int i = 0; i < index; i++) {
      if (rand.oneIn(2)) {
        after.add("t" + i);
      }
    }
    RetryPolicy retry =
        rand.oneIn(2)
            ? RetryPolicy.NONE
            : new RetryPolicy(
                1 + rand.below(MAX_ATTEMPTS),
                Duration.ofMillis(rand.below(1_000)),
                1.0 + rand.below(3) * 0.5,
                MAX_RETRY_DELAY,
                rand.oneIn(5) ? OverBudget.FAIL : OverBudget.WAIT);
    return new TaskSpec(
        "t" + index,
        after,
        new TaskAction.Shell(manner().name()),
        nobodys
            ? new ExecutorSelector(NOBODYS_GROUP, SortedMaps.empty())
            : ExecutorSelector.ANY_OF_DEFAULT_GROUP,
        rand.oneIn(6) ? Duration.ofMillis(rand.between(200, 4_000)) : null,
        Duration.ofMillis(rand.below(1_500)),
        retry,
        policy(),
        new TreeMap<>());
  }

  private Manner manner() {
    int dice = rand.below(20);
    if (dice < 9) {
      return Manner.QUICK;
    }
    if (dice < 14) {
      return Manner.MEDIUM;
    }
    if (dice < 17) {
      return Manner.LONG;
    }
    return dice < 18 ? Manner.STUBBORN : Manner.FLAKY;
  }

  private OnExecutorLoss policy() {
    int dice = rand.below(10);
    if (dice < 5) {
      return OnExecutorLoss.RERUN_AFTER_LEASE;
    }
    if (dice < 8) {
      return OnExecutorLoss.RERUN;
    }
    return dice < 9 ? OnExecutorLoss.HOLD : OnExecutorLoss.FAIL;
  }

  private ScheduleSpec schedule(String name, Timing timing) {
    return new ScheduleSpec(
        name,
        timing,
        rand.pick(List.of(MisfirePolicy.values())),
        Duration.ofMillis(rand.between(500, 10_000)),
        Duration.ofMillis(rand.between(2_000, 30_000)));
  }

  private Timing timing() {
    Instant start = begin.plusMillis(rand.below(8_000));
    return switch (rand.below(10)) {
      case 0, 1, 2, 3 -> new Timing.Cron(rand.pick(CRONS), rand.pick(ZONES), DstRule.DEFAULT);
      case 4, 5, 6 ->
          new Timing.FixedRate(
              Duration.ofMillis(rand.between(400, 5_000)), rand.oneIn(4) ? null : start);
      case 7, 8 ->
          new Timing.FixedDelay(Duration.ofMillis(rand.below(3_000)), rand.oneIn(4) ? null : start);
      default -> new Timing.Once(begin.plusMillis(rand.between(-2_000, 60_000)));
    };
  }

  /** The same job with its cron expressions spelled otherwise: they count as changed. */
  public JobSpec respelled(JobSpec job, int number) {
    List<ScheduleSpec> schedules = new ArrayList<>();
    for (ScheduleSpec schedule : job.schedules()) {
      schedules.add(
          new ScheduleSpec(
              schedule.name(),
              respelled(schedule.timing()),
              schedule.misfire(),
              schedule.misfireThreshold(),
              schedule.catchUpWindow()));
    }
    return new JobSpec(
        job.key(), "respelled " + number, job.params(), schedules, job.overlap(), job.tasks());
  }

  private static Timing respelled(Timing timing) {
    if (!(timing instanceof Timing.Cron cron)) {
      return timing;
    }
    String other =
        switch (cron.expression()) {
          case "* * * * * ?" -> "*/1 * * * * ?";
          case "*/1 * * * * ?" -> "* * * * * ?";
          case "*/2 * * * * ?" -> "0/2 * * * * ?";
          case "0/2 * * * * ?" -> "*/2 * * * * ?";
          case "0/3 * * * * ?" -> "*/3 * * * * ?";
          case "*/3 * * * * ?" -> "0/3 * * * * ?";
          default -> cron.expression();
        };
    return new Timing.Cron(other, cron.zone(), cron.dst());
  }

  /** Another definition of the same job: other schedules and policies, the same graph or not. */
  public JobSpec changed(JobSpec job, int number) {
    JobSpec other = job(number);
    boolean keepSchedules = rand.oneIn(2);
    boolean keepTasks = rand.oneIn(2);
    return new JobSpec(
        job.key(),
        "changed " + number,
        job.params(),
        keepSchedules ? job.schedules() : other.schedules(),
        other.overlap(),
        keepTasks ? job.tasks() : other.tasks());
  }
}
