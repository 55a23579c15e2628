package dev.baton.cli.drill;

import dev.baton.common.incident.IncidentKind;
import java.util.ArrayList;
import java.util.List;

/** kill -9 of an executor that runs RERUN tasks: they run elsewhere, and nothing is left there. */
final class ExecutorKill implements Drill {
  private static final long MEDIAN_BOUND_MS = 1_000;
  private static final long GONE_WITHIN_MS = 3_000;
  private static final long PATIENCE_MS = 30_000;
  private static final int RUNS = 4;

  @Override
  public String name() {
    return "executor-kill";
  }

  @Override
  public Finding run(DrillGround ground, int trials) throws InterruptedException {
    Figures moved = new Figures();
    Figures raised = new Figures();
    List<String> lines = new ArrayList<>();
    boolean held = true;
    for (int trial = 1; trial <= trials; trial++) {
      List<Long> runs = new ArrayList<>();
      for (int i = 0; i < RUNS; i++) {
        runs.add(ground.trigger(DrillGround.LONG_RERUN));
      }
      for (long run : runs) {
        ground.await("run " + run, PATIENCE_MS, () -> ground.isRunning(run, 1));
      }
      String executor = ground.attempt(runs.getFirst(), 1).executor();
      List<Long> there =
          runs.stream().filter(run -> ground.attempt(run, 1).executor().equals(executor)).toList();
      long killedMs = System.currentTimeMillis();
      ground.lab.kill(executor);
      for (long run : there) {
        moved.add(ground.startedMs(run, 2, PATIENCE_MS) - killedMs);
      }
      raised.add(
          ground
              .incidents()
              .raisedAfterMs(IncidentKind.EXECUTOR_LOST, executor, killedMs, PATIENCE_MS));
      String left = leftOver(there);
      if (!left.isEmpty()) {
        held = false;
        lines.add("trial " + trial + ": processes left: " + left);
      }
      ground.out.println("  " + trial + ": " + executor + " killed; so far " + moved);
      ground.executorWasAway(killedMs);
      ground.lab.start(executor);
      for (long run : runs) {
        ground.client().cancel(run, "trial over");
      }
      ground.awaitExecutor(executor, PATIENCE_MS);
    }
    lines.add("started elsewhere: " + moved);
    lines.add("its incident was raised: " + raised);
    return new Finding(name(), held && moved.median() <= MEDIAN_BOUND_MS, lines);
  }

  private static String leftOver(List<Long> runs) throws InterruptedException {
    long deadline = System.nanoTime() + GONE_WITHIN_MS * 1_000_000;
    StringBuilder left = new StringBuilder();
    do {
      left.setLength(0);
      for (long run : runs) {
        List<Long> pids = TaskProcesses.of(run, 1);
        if (!pids.isEmpty()) {
          left.append(" run ").append(run).append(' ').append(pids);
        }
      }
      if (left.isEmpty()) {
        return "";
      }
      Thread.sleep(50);
    } while (System.nanoTime() < deadline);
    return left.toString();
  }
}
