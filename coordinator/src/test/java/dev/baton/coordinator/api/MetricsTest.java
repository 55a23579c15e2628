package dev.baton.coordinator.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.coordinator.core.Effect.Counted;
import dev.baton.coordinator.core.Effect.Counter;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class MetricsTest {
  @Test
  void eachCounterOfTheCoreIsThereUnderItsNameBeforeItMoves() {
    try (TestApi api = new TestApi()) {
      String text = api.get("/metrics").body();
      for (Counter counter : Counter.values()) {
        String name = "baton_" + counter.name().toLowerCase(Locale.ROOT) + "_total 0.0";
        assertTrue(text.contains(name), () -> name + " is not in " + text);
      }
    }
  }

  @Test
  void whatTheCoreCountedIsOnTheMetricsPageAndTheClusterPage() {
    try (TestApi api = new TestApi()) {
      api.metrics.count(new Counted(Counter.COMMITS_FENCED, 2));
      api.metrics.count(new Counted(Counter.COMMITS_FENCED, 1));
      assertTrue(api.get("/metrics").body().contains("baton_commits_fenced_total 3.0"));
      try (var client = api.client()) {
        assertEquals(3L, client.cluster().counters().get("commitsFenced"));
      }
    }
  }

  @Test
  void requestsAreMeasuredByTheTemplateOfTheirPath() {
    try (TestApi api = new TestApi()) {
      api.get("/api/v1/runs/4711");
      String text = api.get("/api/v1/metrics").body();
      assertTrue(text.contains("path=\"/runs/{run}\""), text);
      assertTrue(!text.contains("4711"), text);
    }
  }
}
