package dev.baton.cli.drill;

import dev.baton.common.api.FailoverEventView;
import dev.baton.common.api.FailoverEventView.FailoverEventKind;
import java.time.Instant;
import java.util.List;

/**
 * kill -9 of an executor and a new process under its name at once: the old one's leased attempts do
 * not wait for the end of their lease, since the new process proves that they are gone.
 */
final class ExecutorRestart implements Drill {
  private static final long MEDIAN_BOUND_MS = 1_000;
  private static final long PATIENCE_MS = 30_000;

  @Override
  public String name() {
    return "executor-restart";
  }

  @Override
  public Finding run(DrillGround ground, int trials) throws InterruptedException {
    Figures afterReturn = new Figures();
    Figures afterKill = new Figures();
    for (int trial = 1; trial <= trials; trial++) {
      long run = ground.trigger(DrillGround.LONG_LEASED);
      ground.await("run " + run, PATIENCE_MS, () -> ground.isRunning(run, 1));
      String executor = ground.attempt(run, 1).executor();
      long killedMs = System.currentTimeMillis();
      ground.lab.kill(executor);
      ground.lab.start(executor);
      long secondMs = ground.startedMs(run, 2, PATIENCE_MS);
      ground.executorWasAway(killedMs);
      afterKill.add(secondMs - killedMs);
      afterReturn.add(secondMs - joinedMs(ground, executor, killedMs));
      ground.out.println("  " + trial + ": " + executor + " restarted; moved after " + afterReturn);
      ground.client().cancel(run, "trial over");
    }
    return new Finding(
        name(),
        afterReturn.median() <= MEDIAN_BOUND_MS,
        List.of(
            "leased attempts run again after the return of their executor: " + afterReturn,
            "the same after the kill: " + afterKill));
  }

  private static long joinedMs(DrillGround ground, String executor, long killedMs)
      throws InterruptedException {
    Instant[] joined = new Instant[1];
    ground.await(
        executor + " to join again",
        PATIENCE_MS,
        () -> {
          joined[0] =
              ground
                  .client()
                  .failoverEvents(Instant.ofEpochMilli(killedMs), null, null, 100)
                  .items()
                  .stream()
                  .filter(event ->
                      event.kind() == FailoverEventKind.EXECUTOR_JOINED
                          && event.subject().equals(executor))
                  .map(FailoverEventView::at)
                  .min(Instant::compareTo)
                  .orElse(null);
          return joined[0] != null;
        });
    return joined[0].toEpochMilli();
  }
}
