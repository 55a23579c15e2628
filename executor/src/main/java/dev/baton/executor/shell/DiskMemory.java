package dev.baton.executor.shell;

import dev.baton.executor.home.ClusterMemory;
import dev.baton.executor.home.ExecutorHome;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what should outlive the process beside the core's thread. */
final class DiskMemory implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DiskMemory.class);
  private static final long CLOSE_LIMIT_MS = 1_000;

  private final ExecutorHome home;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("baton-memory").daemon().factory());

  DiskMemory(ExecutorHome home) {
    this.home = home;
  }

  /** Comes with each new epoch, so seldom; what cannot be written is not needed for correctness. */
  void remember(ClusterMemory memory) {
    thread.execute(() -> {
      try {
        home.remember(memory);
      } catch (IOException e) {
        LOG.warn("The cluster {} cannot be remembered: {}", memory.clusterId(), e.toString());
      }
    });
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      thread.awaitTermination(CLOSE_LIMIT_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
