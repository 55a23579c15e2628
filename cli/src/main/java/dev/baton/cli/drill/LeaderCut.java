package dev.baton.cli.drill;

import dev.baton.cli.lab.Lab;
import java.util.List;

/**
 * The leader is cut off from everybody: packets vanish and nobody is told, as when its host is
 * gone. ZooKeeper's session decides.
 */
final class LeaderCut implements Drill {
  /** The session of a coordinator, and a second. */
  private static final long MEDIAN_BOUND_MS = 5_000;

  private static final long BEFORE_MS = 4_000;
  private static final long AWAY_MS = 15_000;
  private static final long AFTER_MS = 8_000;
  private static final long PATIENCE_MS = 30_000;

  @Override
  public String name() {
    return "leader-cut";
  }

  @Override
  public boolean wantsRelays() {
    return true;
  }

  @Override
  public Finding run(DrillGround ground, int trials) throws InterruptedException {
    Figures latest = new Figures();
    for (int trial = 1; trial <= trials; trial++) {
      ground.awaitCalm();
      Thread.sleep(BEFORE_MS);
      String leader = ground.lab.resolve(Lab.LEADER);
      long cutMs = System.currentTimeMillis();
      try (Cut _ = Cut.off(ground.lab, leader)) {
        ground.awaitOtherLeader(leader, PATIENCE_MS);
        Thread.sleep(AWAY_MS);
      }
      Thread.sleep(AFTER_MS);
      latest.add(ground.latestStartMs(cutMs - 500, cutMs + AWAY_MS));
      ground.out.println("  " + trial + ": " + leader + " cut off, latest start " + latest);
    }
    return new Finding(
        name(),
        latest.median() <= MEDIAN_BOUND_MS,
        List.of("latest start after the leader's host was cut off: " + latest));
  }
}
