package dev.baton.executor.task;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.FencingToken;
import dev.baton.common.id.JobKey;
import dev.baton.common.id.RunId;
import dev.baton.common.job.SortedMaps;
import dev.baton.common.job.TaskAction;
import dev.baton.common.run.Trigger;
import dev.baton.common.wire.CoordinatorMessage.StartOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicLong;

/** Start orders for tests: each change gives a new one. */
public record Orders(StartOrder order) {
  private static final AtomicLong RUNS = new AtomicLong(16);

  /** Of a run that no other order has. */
  public static Orders of(TaskAction action) {
    return new Orders(
        new StartOrder(
            new AttemptId(new RunId(RUNS.incrementAndGet()), "extract", 2),
            new JobKey("weather", "yearly-report"),
            new FencingToken(5, 2),
            "weather/yearly-report/17/extract",
            false,
            Trigger.SCHEDULE,
            Instant.parse("2026-03-01T04:05:06Z"),
            action,
            SortedMaps.empty(),
            SortedMaps.empty(),
            null,
            Duration.ofSeconds(10)));
  }

  public static Orders shell(String script) {
    return of(new TaskAction.Shell(script));
  }

  public Orders attempt(long run, String task, int number) {
    return with(new AttemptId(new RunId(run), task, number), order.leased(), null, null, null);
  }

  public Orders leased() {
    return with(order.attempt(), true, null, null, null);
  }

  public Orders timeout(Duration timeout) {
    return with(order.attempt(), order.leased(), timeout, null, null);
  }

  public Orders params(Map<String, String> params) {
    return with(order.attempt(), order.leased(), null, SortedMaps.copyOf(params), null);
  }

  public Orders inputs(Map<String, String> inputs) {
    return with(order.attempt(), order.leased(), null, null, SortedMaps.copyOf(inputs));
  }

  private Orders with(
      AttemptId attempt,
      boolean leased,
      Duration timeout,
      SortedMap<String, String> params,
      SortedMap<String, String> inputs) {
    return new Orders(
        new StartOrder(
            attempt,
            order.job(),
            order.token(),
            order.idempotencyKey(),
            leased,
            order.trigger(),
            order.fireAt(),
            order.action(),
            params == null ? order.params() : params,
            inputs == null ? order.inputs() : inputs,
            timeout == null ? order.timeout() : timeout,
            order.killGrace()));
  }
}
