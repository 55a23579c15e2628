package dev.baton.cli.drill;

import java.util.ArrayList;
import java.util.List;

/**
 * An executor is cut off from everybody while it goes on: its leased task ends by itself, and runs
 * elsewhere only after that.
 */
final class ExecutorCut implements Drill {
  /** The lease, and a second. */
  private static final long MEDIAN_BOUND_MS = 7_000;

  private static final long PATIENCE_MS = 40_000;
  private static final long WATCH_MS = 3_000;

  @Override
  public String name() {
    return "executor-cut";
  }

  @Override
  public boolean wantsRelays() {
    return true;
  }

  @Override
  public Finding run(DrillGround ground, int trials) throws InterruptedException {
    Figures moved = new Figures();
    Figures between = new Figures();
    List<String> lines = new ArrayList<>();
    boolean held = true;
    for (int trial = 1; trial <= trials; trial++) {
      long run = ground.trigger(DrillGround.LONG_LEASED);
      ground.await("run " + run, PATIENCE_MS, () -> ground.isRunning(run, 1));
      String executor = ground.attempt(run, 1).executor();
      long cutMs = System.currentTimeMillis();
      long secondMs;
      try (Cut _ = Cut.off(ground.lab, executor)) {
        secondMs = ground.startedMs(run, 2, PATIENCE_MS);
        Thread.sleep(WATCH_MS);
      } finally {
        ground.executorWasAway(cutMs);
      }
      long lastMs = ground.lastBeatMs(run, 1);
      moved.add(secondMs - cutMs);
      between.add(secondMs - lastMs);
      if (lastMs >= secondMs) {
        held = false;
        lines.add("trial " + trial + ": both attempts ran at " + secondMs);
      }
      ground.out.println("  " + trial + ": " + executor + " cut off; moved after " + moved);
      ground.client().cancel(run, "trial over");
      ground.awaitExecutor(executor, PATIENCE_MS);
    }
    lines.add("started elsewhere after the cut: " + moved);
    lines.add("between the first attempt's last line and the second's first: " + between);
    return new Finding(name(), held && moved.median() <= MEDIAN_BOUND_MS, lines);
  }
}
