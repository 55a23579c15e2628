package dev.baton.cli.faults;

import dev.baton.cli.lab.Lab;
import dev.baton.cli.lab.LabException;
import dev.baton.common.api.RunView;
import dev.baton.common.api.TaskRunView;
import dev.baton.common.api.client.BatonClient;
import dev.baton.common.api.client.ClientException;
import dev.baton.common.api.client.RunQuery;
import dev.baton.common.run.RunStatus;
import dev.baton.common.run.TaskStatus;
import java.time.Duration;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Waits until all runs of a lab have ended or wait for somebody; what has not by then is for the
 * checker to say.
 */
final class Settling {
  private static final long LOOK_EVERY_MS = 500;
  private static final int PAGE = 1_000;
  private static final Duration CALL_PATIENCE = Duration.ofSeconds(10);

  private final Lab lab;

  Settling(Lab lab) {
    this.lab = lab;
  }

  /** Answers how long it took, in milliseconds, or the patience. */
  long awaitRunsEnded(Duration patience) throws InterruptedException {
    return await(patience, this::runsHaveEnded);
  }

  private boolean runsHaveEnded() {
    try (BatonClient client = lab.client(CALL_PATIENCE)) {
      RunQuery open = new RunQuery(null, Set.of(RunStatus.QUEUED, RunStatus.RUNNING), null, null);
      for (RunView run : client.runs(open, null, PAGE).items()) {
        if (client.run(run.id()).tasks().stream()
            .map(TaskRunView::status)
            .noneMatch(status -> status == TaskStatus.HELD)) {
          return false;
        }
      }
      return true;
    }
  }

  private static long await(Duration patience, BooleanSupplier rests) throws InterruptedException {
    long began = System.nanoTime();
    while (System.nanoTime() - began < patience.toNanos()) {
      try {
        if (rests.getAsBoolean()) {
          break;
        }
      } catch (ClientException | LabException e) {
        // Nobody leads yet; that is part of coming to rest.
      }
      Thread.sleep(LOOK_EVERY_MS);
    }
    return (System.nanoTime() - began) / 1_000_000;
  }
}
