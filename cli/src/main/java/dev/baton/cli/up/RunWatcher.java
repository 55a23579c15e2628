package dev.baton.cli.up;

import dev.baton.common.api.AttemptView;
import dev.baton.common.api.RunDetailView;
import dev.baton.common.api.TaskRunView;
import dev.baton.common.api.client.BatonClient;
import dev.baton.common.run.TaskStatus;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Follows one run to its end and shows each task's changes as they happen. */
final class RunWatcher {
  /** How often the run is looked at. */
  private static final long LOOK_EVERY_MS = 200;

  private final BatonClient client;
  private final PrintStream out;

  RunWatcher(BatonClient client, PrintStream out) {
    this.client = client;
    this.out = out;
  }

  /**
   * Returns the run as it ended.
   *
   * @throws UpException if it has not ended within {@code patience}; the run itself goes on
   */
  RunDetailView follow(long runId, Duration patience) throws InterruptedException {
    Map<String, TaskStatus> shown = new HashMap<>();
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      RunDetailView run = client.run(runId);
      for (TaskRunView task : run.tasks()) {
        show(task, shown);
      }
      if (run.run().status().isEnd()) {
        return run;
      }
      if (System.nanoTime() > deadline) {
        throw new UpException(
            "run "
                + runId
                + " has not ended within "
                + patience.toSeconds()
                + " s; it goes on. See why it waits: ./baton run explain "
                + runId);
      }
      Thread.sleep(LOOK_EVERY_MS);
    }
  }

  private void show(TaskRunView task, Map<String, TaskStatus> shown) {
    if (task.status() == TaskStatus.WAITING
        || shown.put(task.task(), task.status()) == task.status()) {
      return;
    }
    out.printf("  %-12s %-10s %s%n", task.task(), task.status(), place(task));
  }

  private static String place(TaskRunView task) {
    AttemptView last = lastAttempt(task);
    return last == null ? "" : "on " + last.executor();
  }

  static AttemptView lastAttempt(TaskRunView task) {
    List<AttemptView> attempts = task.attempts();
    return attempts == null || attempts.isEmpty() ? null : attempts.getLast();
  }
}
