package dev.baton.cli.drill;

import dev.baton.cli.lab.Lab;
import dev.baton.common.incident.IncidentKind;
import java.util.ArrayList;
import java.util.List;

/** kill -9 of the leader, again and again, under per-second load. */
final class LeaderKill implements Drill {
  private static final long MEDIAN_BOUND_MS = 1_500;
  private static final long BEFORE_MS = 4_000;
  private static final long AFTER_MS = 6_000;
  private static final long PATIENCE_MS = 10_000;

  @Override
  public String name() {
    return "leader-kill";
  }

  @Override
  public Finding run(DrillGround ground, int trials) throws InterruptedException {
    Figures latest = new Figures();
    Figures raised = new Figures();
    List<String> lines = new ArrayList<>();
    for (int trial = 1; trial <= trials; trial++) {
      ground.awaitCalm();
      Thread.sleep(BEFORE_MS);
      String leader = ground.lab.resolve(Lab.LEADER);
      long killedMs = System.currentTimeMillis();
      ground.lab.kill(leader);
      Thread.sleep(AFTER_MS);
      long late = ground.latestStartMs(killedMs - 500, killedMs + AFTER_MS - 2_000);
      latest.add(late);
      raised.add(
          ground
              .incidents()
              .raisedAfterMs(IncidentKind.LEADER_CHANGED, null, killedMs, PATIENCE_MS));
      ground.out.println("  " + trial + ": " + leader + " killed, latest start " + late + " ms");
      ground.lab.start(leader);
    }
    lines.add("latest start after a kill: " + latest);
    lines.add("its incident was raised: " + raised);
    return new Finding(name(), latest.median() <= MEDIAN_BOUND_MS, lines);
  }
}
