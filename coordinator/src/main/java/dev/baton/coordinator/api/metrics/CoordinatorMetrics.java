package dev.baton.coordinator.api.metrics;

import dev.baton.coordinator.core.Effect;
import dev.baton.coordinator.core.Effect.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Counters and gauges of one coordinator. Safe on every thread. */
public final class CoordinatorMetrics implements AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<Counter, io.micrometer.core.instrument.Counter> counters =
      new EnumMap<>(Counter.class);

  public CoordinatorMetrics() {
    for (Counter counter : Counter.values()) {
      counters.put(
          counter,
          io.micrometer.core.instrument.Counter.builder("baton." + dotted(counter))
              .description(describe(counter))
              .register(registry));
    }
  }

  /** Takes what the core counted. */
  public void count(Effect.Counted counted) {
    counters.get(counted.counter()).increment((double) counted.by());
  }

  /** A request of the operator API was answered. */
  public void request(String method, String path, int status, long nanos) {
    registry
        .timer(
            "baton.api.requests",
            Tags.of("method", method, "path", path, "status", Integer.toString(status)))
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  /** A figure that is looked up when somebody asks, for example {@code baton.epoch}. */
  public void gauge(String name, String description, Supplier<Number> value) {
    io.micrometer.core.instrument.Gauge.builder(name, value)
        .description(description)
        .register(registry);
  }

  /** For parts that measure things of their own. */
  public MeterRegistry registry() {
    return registry;
  }

  /** The core's counters since this process began, by name. */
  public SortedMap<String, Long> counts() {
    SortedMap<String, Long> counts = new TreeMap<>();
    counters.forEach((counter, value) -> counts.put(camel(counter), (long) value.count()));
    return Collections.unmodifiableSortedMap(counts);
  }

  /** Prometheus text format. */
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    registry.close();
  }

  private static String dotted(Counter counter) {
    return counter.name().toLowerCase(Locale.ROOT).replace('_', '.');
  }

  private static String camel(Counter counter) {
    StringBuilder name = new StringBuilder();
    for (String word : counter.name().toLowerCase(Locale.ROOT).split("_")) {
      name.append(
          name.isEmpty()
              ? word
              : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }
    return name.toString();
  }

  private static String describe(Counter counter) {
    return switch (counter) {
      case COMMITS_FENCED -> "Commits that the store refused because another leader has raised";
      case COMMITS_UNKNOWN -> "Commits of which nobody knew whether they took effect";
      case COMMITS_IN_CONFLICT -> "Commits that the store refused although the epoch was right";
      case STALE_FRAMES_REFUSED -> "Frames of an executor or leader of the past that were refused";
      case LATE_OUTCOMES -> "Outcomes of attempts that were already over, kept as evidence";
      case DUPLICATE_OUTCOMES -> "Outcomes that were told again";
      case RUNS_ACCEPTED -> "Runs that were accepted";
      case ATTEMPTS_DISPATCHED -> "Attempts that were sent to an executor";
      case FIRES_SKIPPED -> "Fire times that became no run";
    };
  }
}
