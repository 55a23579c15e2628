package dev.baton.uitests.pictures;

import dev.baton.cli.lab.Lab;
import dev.baton.common.api.AttemptView;
import dev.baton.common.api.IncidentView;
import dev.baton.common.api.TriggerRequest;
import dev.baton.common.api.client.BatonClient;
import dev.baton.common.api.client.ClientException;
import dev.baton.common.api.client.RecoveryClient.IncidentQuery;
import dev.baton.common.id.JobKey;
import dev.baton.common.incident.IncidentStep;
import dev.baton.common.job.SortedMaps;
import dev.baton.common.run.AttemptStatus;
import dev.baton.common.run.RunStatus;
import dev.baton.common.run.Trigger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What the pictures show: jobs of a kind that people have, runs of each fate, and a failover. */
final class Stock implements AutoCloseable {
  static final String WEATHER = "weather/yearly-report";
  static final String NIGHTLY = "warehouse/nightly-load";
  static final String HEARTBEAT = "shop/heartbeat";
  private static final String CLOSING =
      "billing/close-the-day-and-send-the-statements-to-customers";
  static final String TRAINING = "research/train-model";
  static final String PICKING = "shop/picking";
  private static final String SETTLEMENT = "billing/settlement";
  private static final String LARGE = "stress/five-thousand-tasks";
  private static final int LARGE_TASKS = 5_000;
  private static final int LARGE_WIDTH = 125;

  /** What the failover timeline shows. */
  static final Duration LOOK_BACK = Duration.ofMinutes(15);

  /** How long the cluster works before the first picture, so that the chart has something. */
  private static final long WORK_MS = 60_000;

  /** How long the first executor stays away. */
  private static final long LOSS_MS = 4_000;

  private static final int PAGE = 100;
  private static final long LOOK_EVERY_MS = 200;
  private static final long PATIENCE_MS = 120_000;

  private final BatonClient client;
  private long weatherRun;
  private long liveRun;
  private long waitingRun;
  private long failedRun;
  private long largeRun;
  private long touchedRun;
  private String touchedTask;
  private long resolvedIncident;
  private long heldIncident;

  private Stock(BatonClient client) {
    this.client = client;
  }

  /**
   * @param wanted whether a scene of that name is taken: what only it shows is left out otherwise
   */
  static Stock of(Lab lab, Path samples, Predicate<String> wanted)
      throws IOException, InterruptedException {
    Stock stock = new Stock(lab.client());
    stock.fill(samples);
    stock.loseExecutors(lab);
    String killed = lab.kill("leader");
    stock.await("the next leader", () -> !stock.client.cluster().leader().equals(killed));
    lab.start(killed);
    if (wanted.test("throughput")) {
      Thread.sleep(WORK_MS);
    }
    stock.liveRun = stock.trigger(NIGHTLY);
    if (wanted.test("large-graph")) {
      stock.put(large(), LARGE);
      stock.largeRun = stock.trigger(LARGE);
    }
    Thread.sleep(10_000);
    return stock;
  }

  /** One whose tasks run again elsewhere, and one whose tasks are held for an operator. */
  private void loseExecutors(Lab lab) throws InterruptedException {
    touchedRun = trigger(PICKING);
    await("picking to run", () -> !executorOf(touchedRun).isEmpty());
    String first = executorOf(touchedRun);
    touchedTask = taskOn(touchedRun, first);
    lab.kill(first);
    await("its incident", () -> incidentOf(first) != 0);
    resolvedIncident = incidentOf(first);
    Thread.sleep(LOSS_MS);
    lab.start(first);
    await(
        "the proof",
        () -> client.recovery().incident(resolvedIncident).step() == IncidentStep.RESOLVED);
    long held = trigger(SETTLEMENT);
    await("the settlement to run", () -> !executorOf(held).isEmpty());
    String second = executorOf(held);
    lab.kill(second);
    // It may be the executor of before; its incident is then the same one, opened again.
    await(
        "its incident",
        () -> client.recovery().incident(incidentOf(second)).step() != IncidentStep.RESOLVED);
    heldIncident = incidentOf(second);
    lab.start(second);
    await(
        "a task to be held",
        () -> client.recovery().incident(heldIncident).step() == IncidentStep.AWAITING_OPERATOR);
  }

  /** Where its first running attempt is; empty while none runs. */
  private String executorOf(long run) {
    return attempts(run)
        .filter(each -> each.status() == AttemptStatus.RUNNING)
        .map(AttemptView::executor)
        .findFirst()
        .orElse("");
  }

  private String taskOn(long run, String executor) {
    return attempts(run)
        .filter(each -> executor.equals(each.executor()))
        .map(AttemptView::task)
        .findFirst()
        .orElseThrow();
  }

  private Stream<AttemptView> attempts(long run) {
    return client.run(run).tasks().stream().flatMap(task -> task.attempts().stream());
  }

  /** The newest of that subject; 0 = none. */
  private long incidentOf(String subject) {
    return client.recovery().incidents(IncidentQuery.ALL, null, PAGE).items().stream()
        .filter(each -> each.subject().equals(subject))
        .mapToLong(IncidentView::id)
        .max()
        .orElse(0);
  }

  private void fill(Path samples) throws IOException, InterruptedException {
    put(Files.readString(samples.resolve("weather/yearly-report.yaml")), WEATHER);
    put(
        """
        job: shop/heartbeat
        schedules:
          - cron: "* * * * * ?"
        overlap: ALLOW
        tasks:
          - name: beat
            onExecutorLoss: RERUN
            shell: test $((BATON_RUN % 17)) -ne 0
        """,
        HEARTBEAT);
    put(nightly(), NIGHTLY);
    put(
        """
        job: %s
        description: A job whose second task fails
        tasks:
          - name: collect-the-bookings
            shell: echo 41812 bookings
          - name: balance
            after: [collect-the-bookings]
            shell: echo "the ledger is off by 0.02 EUR" >&2; exit 4
          - name: archive
            after: [collect-the-bookings]
            shell: echo archived
          - name: send-statements-to-customers-in-all-countries
            after: [balance, archive]
            shell: echo sent
        """
            .formatted(CLOSING),
        CLOSING);
    put(
        """
        job: research/train-model
        tasks:
          - name: train
            executors: {group: gpu, labels: {memory: 80g}}
            shell: ./train.sh
          - name: publish
            after: [train]
            shell: ./publish.sh
        """,
        TRAINING);
    put(parallel(PICKING, "RERUN", 400), PICKING);
    put(parallel(SETTLEMENT, "HOLD", 500), SETTLEMENT);
    weatherRun = trigger(WEATHER);
    failedRun = trigger(CLOSING);
    waitingRun = trigger(TRAINING);
    await("the weather report", () -> statusOf(weatherRun) == RunStatus.SUCCEEDED);
    await("the failed run", () -> statusOf(failedRun) == RunStatus.FAILED);
  }

  private static String nightly() {
    return """
    job: warehouse/nightly-load
    description: Orders, stock and prices into the warehouse
    schedules:
      - cron: "0 30 2 * * ?"
        zone: Asia/Shanghai
    tasks:
      - name: extract-orders
        shell: sleep 2; echo 120344 orders
      - name: extract-stock
        shell: sleep 1; echo 8122 articles
      - name: extract-prices
        shell: sleep 1; echo 8122 prices
      - name: load-orders
        after: [extract-orders]
        shell: |
          n=0
          while [ $n -lt 900 ]; do
            n=$((n+1))
            echo "$(date +%T) INFO  orders: batch $n of 900, 133 rows in $((20 + n * 7 % 41)) ms"
            test $((n % 9)) -ne 0 || echo "$(date +%T) WARN  orders: slow commit, 412 ms, going on"
            sleep 0.4
          done
      - name: load-stock
        after: [extract-stock, extract-prices]
        shell: sleep 300
      - name: check-sums
        after: [load-orders, load-stock]
        shell: echo fine
      - name: refresh-reports
        after: [check-sums]
        shell: echo refreshed
      - name: tell-the-shops
        after: [check-sums]
        shell: echo told
    """;
  }

  /** Six tasks side by side, and one after them. */
  private static String parallel(String job, String onLoss, int seconds) {
    StringBuilder text = new StringBuilder("job: " + job + "\ntasks:\n");
    for (String place : List.of("berlin", "madrid", "osaka", "quito", "shanghai", "tromso")) {
      text.append("  - name: ")
          .append(place)
          .append("\n    onExecutorLoss: ")
          .append(onLoss)
          .append("\n    shell: sleep ")
          .append(seconds)
          .append('\n');
    }
    return text
        + "  - name: sum-up\n    after: [berlin, madrid, osaka, quito, shanghai, tromso]\n"
        + "    shell: echo done\n";
  }

  /** Columns of tasks, each after two of the column before. */
  private static String large() {
    StringBuilder text = new StringBuilder("job: " + LARGE + "\ntasks:\n");
    for (int i = 0; i < LARGE_TASKS; i++) {
      text.append("  - name: part-").append(i).append("\n    shell: 'true'\n");
      if (i >= LARGE_WIDTH) {
        int before = i - LARGE_WIDTH;
        int beside = before - before % LARGE_WIDTH + (before * 31 + 7) % LARGE_WIDTH;
        text.append("    after: [part-").append(before);
        if (beside != before) {
          text.append(", part-").append(beside);
        }
        text.append("]\n");
      }
    }
    return text.toString();
  }

  private void put(String text, String job) {
    client.putJob(JobKey.parse(job), text, "for the pictures");
  }

  private long trigger(String job) {
    return client
        .trigger(
            JobKey.parse(job),
            new TriggerRequest(null, SortedMaps.empty(), Trigger.MANUAL, "for the pictures"))
        .run();
  }

  private RunStatus statusOf(long run) {
    return client.run(run).run().status();
  }

  private interface Condition {
    boolean holds();
  }

  private void await(String what, Condition condition) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_MS * 1_000_000;
    while (!holds(condition)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("waited in vain for " + what);
      }
      Thread.sleep(LOOK_EVERY_MS);
    }
  }

  private static boolean holds(Condition condition) {
    try {
      return condition.holds();
    } catch (ClientException | NullPointerException noLeaderYet) {
      return false;
    }
  }

  long weatherRun() {
    return weatherRun;
  }

  long liveRun() {
    return liveRun;
  }

  long waitingRun() {
    return waitingRun;
  }

  long failedRun() {
    return failedRun;
  }

  long touchedRun() {
    return touchedRun;
  }

  String touchedTask() {
    return touchedTask;
  }

  long resolvedIncident() {
    return resolvedIncident;
  }

  long heldIncident() {
    return heldIncident;
  }

  long largeRun() {
    return largeRun;
  }

  @Override
  public void close() {
    client.close();
  }
}
