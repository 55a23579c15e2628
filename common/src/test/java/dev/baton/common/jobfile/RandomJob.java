package dev.baton.common.jobfile;

import dev.baton.common.id.JobKey;
import dev.baton.common.job.DstRule;
import dev.baton.common.job.ExecutorSelector;
import dev.baton.common.job.JobSpec;
import dev.baton.common.job.MisfirePolicy;
import dev.baton.common.job.OnExecutorLoss;
import dev.baton.common.job.OverlapPolicy;
import dev.baton.common.job.RetryPolicy;
import dev.baton.common.job.ScheduleSpec;
import dev.baton.common.job.TaskAction;
import dev.baton.common.job.TaskSpec;
import dev.baton.common.job.Timing;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes random jobs that use everything a job file can say, with texts that are hard to write. */
final class RandomJob {
  private static final List<String> PIECES =
      List.of(
          "a",
          "Z",
          "0",
          " ",
          "  ",
          "\n",
          "\n\n",
          "\t",
          "\r",
          ":",
          ": ",
          " #",
          "- ",
          "\"",
          "'",
          "\\",
          "{",
          "}",
          "[",
          "]",
          ",",
          "&x",
          "*x",
          "!t",
          "|",
          ">",
          "%",
          "@",
          "`",
          "?",
          "~",
          "null",
          "true",
          "1e3",
          "中文",
          "天气",
          "😀",
          "\u0085",
          "\u2028",
          "\uFEFF",
          "\u00A0",
          "\u0001",
          "é",
          "$BATON_PARAM_YEAR",
          "---",
          "...",
          "<<");

  private final Random random;

  RandomJob(Random random) {
    this.random = random;
  }

  JobSpec next() {
    List<String> names = names(1 + random.nextInt(6));
    List<TaskSpec> tasks = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      tasks.add(task(names.get(i), upstream(names.subList(0, i))));
    }
    Collections.shuffle(tasks, random);
    List<ScheduleSpec> schedules = new ArrayList<>();
    for (String name : names(random.nextInt(4))) {
      schedules.add(schedule(name));
    }
    return new JobSpec(
        new JobKey(name(), name()), text(), map(), schedules, any(OverlapPolicy.class), tasks);
  }

  private TaskSpec task(String name, List<String> after) {
    return new TaskSpec(
        name,
        after,
        action(),
        new ExecutorSelector(random.nextBoolean() ? "default" : name(), map()),
        random.nextBoolean() ? null : duration(1),
        random.nextBoolean() ? TaskSpec.DEFAULT_KILL_GRACE : duration(0),
        random.nextBoolean()
            ? RetryPolicy.NONE
            : new RetryPolicy(
                1 + random.nextInt(100),
                duration(0),
                1.0 + random.nextInt(80) / 8.0,
                duration(0),
                any(RetryPolicy.OverBudget.class)),
        any(OnExecutorLoss.class),
        map());
  }

  private TaskAction action() {
    return switch (random.nextInt(6)) {
      case 0 -> new TaskAction.Shell("x" + text());
      case 1 -> new TaskAction.Command(argv());
      case 2 -> new TaskAction.Script(List.of("python3"), text() + "x");
      case 3 -> new TaskAction.Script(argv(), text() + "x");
      case 4 ->
          new TaskAction.Http(
              List.of("GET", "POST", "DELETE").get(random.nextInt(3)),
              random.nextBoolean() ? "https://host.example/a?b=c#d" : "${params.url}/" + text(),
              headers(),
              random.nextBoolean() ? null : text(),
              200,
              200 + random.nextInt(100));
      default -> new TaskAction.Java("com.example.Handler$" + name(), map(), random.nextBoolean());
    };
  }

  private ScheduleSpec schedule(String name) {
    Instant at = Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L));
    Timing timing =
        switch (random.nextInt(4)) {
          case 0 ->
              new Timing.Cron(
                  "0 %d/5 * ? * MON-FRI".formatted(random.nextInt(60)),
                  ZoneId.of(random.nextBoolean() ? "UTC" : "Asia/Shanghai"),
                  new DstRule(any(DstRule.Gap.class), any(DstRule.Overlap.class)));
          case 1 -> new Timing.FixedRate(duration(100), random.nextBoolean() ? null : at);
          case 2 -> new Timing.FixedDelay(duration(100), random.nextBoolean() ? null : at);
          default -> new Timing.Once(at);
        };
    return new ScheduleSpec(name, timing, any(MisfirePolicy.class), duration(0), duration(0));
  }

  private Duration duration(int minMs) {
    return switch (random.nextInt(4)) {
      case 0 -> Duration.ofMillis(minMs + random.nextInt(5_000));
      case 1 -> Duration.ofSeconds(1 + random.nextInt(100));
      case 2 -> Duration.ofMinutes(1 + random.nextInt(100));
      default -> Duration.ofDays(1 + random.nextInt(100));
    };
  }

  private List<String> upstream(List<String> names) {
    List<String> upstream = new ArrayList<>(names);
    Collections.shuffle(upstream, random);
    return upstream.subList(0, random.nextInt(names.size() + 1));
  }

  private List<String> argv() {
    List<String> argv = new ArrayList<>(List.of("./program"));
    for (int i = random.nextInt(4); i > 0; i--) {
      argv.add(text());
    }
    return argv;
  }

  private SortedMap<String, String> map() {
    SortedMap<String, String> map = new TreeMap<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      map.put(name(), text());
    }
    return map;
  }

  private SortedMap<String, String> headers() {
    SortedMap<String, String> headers = new TreeMap<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      headers.put("X-Header-" + i, text().replaceAll("[\r\n]", ""));
    }
    return headers;
  }

  private List<String> names(int count) {
    List<String> names = new ArrayList<>();
    while (names.size() < count) {
      String name = name();
      if (!names.contains(name)) {
        names.add(name);
      }
    }
    return names;
  }

  private String name() {
    List<String> starts = List.of("task", "任务", "9", "é", "true", "null", "no");
    return starts.get(random.nextInt(starts.size()))
        + List.of("", "-a", ".b", "_c", "中").get(random.nextInt(5))
        + (random.nextBoolean() ? "" : random.nextInt(50));
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }

  private <E extends Enum<E>> E any(Class<E> type) {
    E[] all = type.getEnumConstants();
    return all[random.nextInt(all.length)];
  }
}
