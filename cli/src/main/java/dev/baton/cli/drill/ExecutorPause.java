package dev.baton.cli.drill;

import java.util.ArrayList;
import java.util.List;

/** SIGSTOP of an executor past its lease: its guard ends the task before it runs elsewhere. */
final class ExecutorPause implements Drill {
  private static final long PATIENCE_MS = 40_000;
  private static final long WATCH_MS = 3_000;

  @Override
  public String name() {
    return "executor-pause";
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
      long pausedMs = System.currentTimeMillis();
      ground.lab.pause(executor);
      long secondMs;
      try {
        secondMs = ground.startedMs(run, 2, PATIENCE_MS);
        moved.add(secondMs - pausedMs);
        Thread.sleep(WATCH_MS);
      } finally {
        ground.lab.resume(executor);
        ground.executorWasAway(pausedMs);
      }
      Thread.sleep(WATCH_MS);
      long lastMs = ground.lastBeatMs(run, 1);
      between.add(secondMs - lastMs);
      List<Long> left = TaskProcesses.of(run, 1);
      if (lastMs >= secondMs || !left.isEmpty()) {
        held = false;
        lines.add(
            "trial "
                + trial
                + ": first attempt's last line "
                + lastMs
                + ", second's first "
                + secondMs
                + ", processes left "
                + left);
      }
      ground.out.println("  " + trial + ": " + executor + " paused; moved after " + moved);
      ground.client().cancel(run, "trial over");
    }
    lines.add("started elsewhere after the pause: " + moved);
    lines.add("between the first attempt's last line and the second's first: " + between);
    return new Finding(name(), held, lines);
  }
}
