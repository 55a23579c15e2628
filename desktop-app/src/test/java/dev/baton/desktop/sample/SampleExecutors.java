package dev.baton.desktop.sample;

import dev.baton.common.api.ExecutorView;
import dev.baton.common.api.ExecutorView.ExecutorStatus;
import dev.baton.common.api.ExecutorView.LoadView;
import dev.baton.common.api.FailoverEventView;
import dev.baton.common.api.FailoverEventView.FailoverEventKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The executors of the sample cluster and what became of them. */
final class SampleExecutors {
  private static final long GB = 1L << 30;

  private SampleExecutors() {}

  static List<ExecutorView> all(Instant now) {
    return List.of(
        executor("executor-1", ExecutorStatus.UP, "default", 8, 3, 0.41, 11, null, now),
        executor("executor-2", ExecutorStatus.UP, "default", 8, 8, 0.97, 30, null, now),
        executor("executor-3", ExecutorStatus.LOST, "default", 8, 0, null, 0, null, now),
        executor("executor-4", ExecutorStatus.SUSPECT, "default", 8, 2, 0.2, 9, null, now),
        executor(
            "gpu-1", ExecutorStatus.CORDONED, "gpu", 2, 0, 0.03, 21, "driver upgrade 580.12", now),
        executor("gpu-2", ExecutorStatus.DRAINING, "gpu", 2, 1, 0.66, 27, "rack 4 moves", now),
        executor(
            "warehouse-loader-with-a-rather-long-name-01",
            ExecutorStatus.UP,
            "warehouse",
            16,
            5,
            0.52,
            18,
            null,
            now));
  }

  private static ExecutorView executor(
      String id,
      ExecutorStatus status,
      String group,
      int slots,
      int running,
      Double cpu,
      long usedGb,
      String cordon,
      Instant now) {
    boolean away = status == ExecutorStatus.LOST;
    TreeMap<String, String> labels = new TreeMap<>();
    labels.put("disk", "ssd");
    labels.put("zone", "sh-" + (1 + Math.floorMod(id.hashCode(), 3)));
    return new ExecutorView(
        id,
        status,
        away ? null : "9f3c-" + id,
        group,
        labels,
        slots,
        running,
        List.of("dev.baton.samples.Aggregate", "dev.baton.samples.Chart"),
        List.of("bash", "python3"),
        "0.1.0",
        id.substring(0, Math.min(12, id.length())) + ".sh.example.net",
        away ? null : 4_211L,
        away ? null : "10.4.2." + (10 + Math.floorMod(id.hashCode(), 90)) + ":51442",
        away || status == ExecutorStatus.SUSPECT ? 0 : 5_420,
        cpu == null ? null : new LoadView(cpu, usedGb * GB, 32 * GB, 118 * GB + usedGb * GB / 3),
        cordon,
        status == ExecutorStatus.DRAINING,
        now.minus(Duration.ofDays(40)),
        now.minus(Duration.ofHours(9)),
        now.minusMillis(away ? 480_000 : status == ExecutorStatus.SUSPECT ? 2_600 : 240));
  }

  /** Newest first. */
  static List<FailoverEventView> events(Instant now) {
    List<FailoverEventView> events = new ArrayList<>();
    add(
        events,
        now,
        3,
        FailoverEventKind.EXECUTOR_SUSPECT,
        "executor-4",
        4,
        "no heartbeat for 1.5 s");
    add(
        events,
        now,
        480,
        FailoverEventKind.EXECUTOR_LOST,
        "executor-3",
        4,
        "no heartbeat for a lease (6 s); 3 attempts moved");
    add(
        events,
        now,
        486,
        FailoverEventKind.EXECUTOR_SUSPECT,
        "executor-3",
        4,
        "no heartbeat for 1.5 s");
    add(events, now, 780, FailoverEventKind.STORE_BACK, "coordinator-2", 4, "after 38 s");
    add(events, now, 818, FailoverEventKind.STORE_AWAY, "coordinator-2", 4, "connection refused");
    add(
        events,
        now,
        1_310,
        FailoverEventKind.EXECUTOR_RETURNED,
        "executor-1",
        4,
        "same incarnation after 90 ms");
    add(
        events,
        now,
        1_311,
        FailoverEventKind.EXECUTOR_RETURNED,
        "executor-2",
        4,
        "same incarnation after 110 ms");
    add(
        events,
        now,
        1_312,
        FailoverEventKind.LEADER_RAISED,
        "coordinator-2",
        4,
        "coordinator-1 was killed; standby leads after 74 ms");
    add(events, now, 1_930, FailoverEventKind.EXECUTOR_JOINED, "executor-4", 3, "incarnation 9f3c");
    add(
        events,
        now,
        2_100,
        FailoverEventKind.EXECUTOR_LEFT,
        "executor-4",
        3,
        "drained and said goodbye");
    add(
        events,
        now,
        2_460,
        FailoverEventKind.EXECUTOR_REFUSED,
        "gpu-1",
        3,
        "the same name from another directory");
    add(
        events,
        now,
        2_900,
        FailoverEventKind.LEADER_RAISED,
        "coordinator-1",
        3,
        "planned hand-over");
    add(
        events,
        now,
        3_160,
        FailoverEventKind.CLOCK_STEADY,
        "coordinator-3",
        2,
        "two readings agree");
    add(
        events,
        now,
        3_190,
        FailoverEventKind.CLOCK_STEPPED,
        "coordinator-3",
        2,
        "+4.2 s; fires were held");
    add(events, now, 5_200, FailoverEventKind.LEADER_RAISED, "coordinator-3", 2, "");
    return events;
  }

  private static void add(
      List<FailoverEventView> events,
      Instant now,
      long secondsAgo,
      FailoverEventKind kind,
      String subject,
      long epoch,
      String detail) {
    events.add(
        new FailoverEventView(
            200L - events.size(), kind, subject, epoch, detail, now.minusSeconds(secondsAgo)));
  }
}
