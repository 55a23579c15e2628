package dev.baton.desktop.sample;

import dev.baton.common.api.JobSummary;
import dev.baton.common.api.JobView;
import dev.baton.common.api.ScheduleView;
import dev.baton.common.api.ScheduleView.FirePreview;
import dev.baton.common.api.ScheduleView.ScheduleKind;
import dev.baton.common.api.TaskView;
import dev.baton.common.api.TaskView.RetryView;
import dev.baton.common.job.DstRule;
import dev.baton.common.job.MisfirePolicy;
import dev.baton.common.job.OnExecutorLoss;
import dev.baton.common.job.OverlapPolicy;
import dev.baton.common.job.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** The jobs of the sample cluster. */
final class SampleJobs {
  static final String REPORT = "weather/yearly-report";
  static final String LARGE = "lab/five-thousand-tasks";
  static final int LARGE_TASKS = 5_000;

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx");
  private static final String[] OTHERS = {
    "billing/close-of-day",
    "billing/invoice-mail",
    "billing/dunning",
    "billing/reconcile-card-settlements-with-acquirer-statements",
    "catalog/reindex",
    "catalog/price-feed",
    "catalog/thumbnails",
    "catalog/translate-descriptions-for-every-storefront-language",
    "etl/clickstream-hourly",
    "etl/orders-to-lake",
    "etl/snapshot-inventory",
    "etl/vacuum-warehouse",
    "lab/canary",
    "lab/sleep",
    "ops/backup-postgres",
    "ops/certificate-expiry",
    "ops/rotate-logs",
    "weather/station-ingest"
  };

  private SampleJobs() {}

  static List<JobSummary> summaries(Instant now) {
    List<JobSummary> all = new ArrayList<>();
    all.add(summary(REPORT, 7, "四年西雅图天气汇总，按年份拆分、聚合并生成报告", null, 7, 1, now));
    all.add(summary(LARGE, 2, "A wide graph for measuring", null, LARGE_TASKS, 0, now));
    for (int i = 0; i < OTHERS.length; i++) {
      String paused = i == 2 || i == 11 ? "quarter end freeze until Monday" : null;
      all.add(summary(OTHERS[i], 1 + i % 9, "", paused, 1 + i * 7 % 12, 1 + i % 2, now));
    }
    return all;
  }

  private static JobSummary summary(
      String job,
      int version,
      String description,
      String paused,
      int tasks,
      int schedules,
      Instant now) {
    return new JobSummary(
        job,
        version,
        description,
        paused != null,
        paused,
        tasks,
        schedules,
        now.minus(Duration.ofDays(version)),
        "chen.li");
  }

  static JobView view(String job, Instant now) {
    JobSummary summary =
        summaries(now).stream()
            .filter(each -> each.job().equals(job))
            .findFirst()
            .orElseThrow(() -> SampleCluster.notFound("There is no job " + job + "."));
    SortedMap<String, String> params = new TreeMap<>();
    if (job.equals(REPORT)) {
      params.put("years", "2012,2013,2014,2015");
      params.put("station", "seattle");
      params.put("format", "png");
    }
    return new JobView(
        job,
        summary.version(),
        summary.description(),
        summary.paused(),
        summary.pausedReason(),
        params,
        OverlapPolicy.QUEUE_ONE,
        schedules(job, now, 0),
        tasks(job),
        job.equals(REPORT) ? REPORT_FILE : shortFile(job),
        summary.changedAt(),
        summary.changedBy());
  }

  static List<ScheduleView> schedules(String job, Instant now, int preview) {
    if (job.equals(LARGE)) {
      return List.of();
    }
    List<FirePreview> fires = new ArrayList<>();
    for (int i = 1; i <= preview; i++) {
      Instant at = now.minusSeconds(12).plus(Duration.ofMinutes(5L * i));
      fires.add(new FirePreview(at, LOCAL.format(at.atZone(SHANGHAI)), null));
    }
    return List.of(
        new ScheduleView(
            "every-five-minutes",
            ScheduleKind.CRON,
            "0 0/5 * * * ?",
            "Asia/Shanghai",
            DstRule.Gap.SKIP,
            DstRule.Overlap.ONCE,
            null,
            null,
            MisfirePolicy.FIRE_ONCE,
            5_000,
            600_000,
            "every 5 minutes",
            now.plus(Duration.ofMinutes(5)),
            preview == 0 ? null : fires));
  }

  static List<TaskView> tasks(String job) {
    List<TaskView> tasks = new ArrayList<>();
    if (job.equals(REPORT)) {
      tasks.add(task("split-by-year", "python", List.of(), "split.py data/seattle-weather.csv"));
      for (int year = 2012; year <= 2015; year++) {
        tasks.add(
            task(
                "aggregate-" + year,
                "java",
                List.of("split-by-year"),
                "dev.baton.samples.Aggregate"));
      }
      tasks.add(
          task(
              "join",
              "shell",
              List.of("aggregate-2012", "aggregate-2013", "aggregate-2014", "aggregate-2015"),
              "cat part-*.csv > all.csv"));
      tasks.add(task("report", "python", List.of("join"), "report.py all.csv"));
      return tasks;
    }
    if (job.equals(LARGE)) {
      return largeTasks();
    }
    int count = 1 + Math.floorMod(job.hashCode(), 7);
    for (int i = 0; i < count; i++) {
      tasks.add(
          task(
              "step-" + (i + 1),
              "shell",
              i == 0 ? List.of() : List.of("step-" + i),
              "./step.sh " + (i + 1)));
    }
    return tasks;
  }

  /** Layers of random width with a few edges each; the same every time. */
  private static List<TaskView> largeTasks() {
    Random random = new Random(5_000);
    List<TaskView> tasks = new ArrayList<>();
    List<String> before = List.of();
    List<String> layer = new ArrayList<>();
    int width = 1;
    for (int i = 0; i < LARGE_TASKS; i++) {
      List<String> after = new ArrayList<>();
      int wanted = before.isEmpty() ? 0 : 1 + random.nextInt(2);
      for (int k = 0; k < wanted; k++) {
        int near = (int) ((double) layer.size() / width * before.size()) + random.nextInt(5) - 2;
        String name = before.get(Math.clamp(near, 0, before.size() - 1));
        if (!after.contains(name)) {
          after.add(name);
        }
      }
      String name = String.format("part-%04d", i);
      tasks.add(task(name, "command", after, "true"));
      layer.add(name);
      if (layer.size() >= width) {
        before = List.copyOf(layer);
        layer.clear();
        width = 40 + random.nextInt(160);
      }
    }
    return tasks;
  }

  private static TaskView task(String name, String kind, List<String> after, String action) {
    SortedMap<String, String> labels = new TreeMap<>();
    labels.put("disk", "ssd");
    return new TaskView(
        name,
        kind,
        after,
        action,
        "default",
        labels,
        600_000L,
        10_000,
        new RetryView(3, 2_000, 2.0, 60_000, RetryPolicy.OverBudget.WAIT),
        OnExecutorLoss.RERUN,
        new TreeMap<>());
  }

  private static String shortFile(String job) {
    return "job: " + job + "\ntasks:\n  - name: step-1\n    shell: ./step.sh 1\n";
  }

  private static final String REPORT_FILE =
      """
      # Takes the weather of Seattle apart by year, adds it up, and reports.
      job: weather/yearly-report
      description: 四年西雅图天气汇总，按年份拆分、聚合并生成报告
      params:
        years: "2012,2013,2014,2015"
        station: seattle
        format: png
      schedules:
        - name: every-five-minutes
          cron: "0 0/5 * * * ?"          # seconds first
          zone: Asia/Shanghai
          misfire: FIRE_ONCE
          catchUpWindow: 10m
      overlap: QUEUE_ONE
      tasks:
        - name: split-by-year
          python: split.py data/seattle-weather.csv
          executors: {group: default, labels: {disk: ssd}}
          timeout: 10m
          retry: {attempts: 3, delay: 2s, backoff: 2.0}
          onExecutorLoss: RERUN
        - name: aggregate-2012
          after: [split-by-year]
          java: dev.baton.samples.Aggregate
          params: {year: "2012"}
        - name: aggregate-2013
          after: [split-by-year]
          java: dev.baton.samples.Aggregate
          params: {year: "2013"}
        - name: aggregate-2014
          after: [split-by-year]
          java: dev.baton.samples.Aggregate
          params: {year: "2014"}
        - name: aggregate-2015
          after: [split-by-year]
          java: dev.baton.samples.Aggregate
          params: {year: "2015"}
        - name: join
          after: [aggregate-2012, aggregate-2013, aggregate-2014, aggregate-2015]
          shell: |
            cat part-*.csv > all.csv
            echo "rows=$(wc -l < all.csv)" >> "$BATON_OUTPUT"
        - name: report
          after: [join]
          python: report.py all.csv
          onExecutorLoss: RERUN_AFTER_LEASE
      """;
}
