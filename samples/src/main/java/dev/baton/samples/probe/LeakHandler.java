package dev.baton.samples.probe;

import dev.baton.executor.api.BatonHandler;
import dev.baton.executor.api.TaskContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A leak in the executor's own process, as a careless handler has it. */
public final class LeakHandler {
  private static final int FAST_BYTES = 1 << 20;
  private static final int SLOW_BYTES = 1 << 17;
  private static final double NEARLY_FULL = 0.85;
  private static final long PAUSE_MS = 10;

  private final List<byte[]> kept = new ArrayList<>();

  /** Says where it runs, and keeps more and more until there is no more. */
  @BatonHandler("probe-leak")
  public void leak(TaskContext task) throws IOException, InterruptedException {
    String name = "attempt-" + task.run() + "-" + task.task() + "-" + task.attempt();
    Files.writeString(
        Path.of(System.getenv(ProbeHandlers.MARKS_VARIABLE), name),
        "start " + System.currentTimeMillis() + " " + Path.of("").toAbsolutePath() + "/\n");
    Runtime self = Runtime.getRuntime();
    while (!Thread.currentThread().isInterrupted()) {
      long used = self.totalMemory() - self.freeMemory();
      kept.add(new byte[used < NEARLY_FULL * self.maxMemory() ? FAST_BYTES : SLOW_BYTES]);
      Thread.sleep(PAUSE_MS);
    }
  }
}
