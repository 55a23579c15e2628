package dev.baton.cli.drill;

import dev.baton.cli.lab.Lab;
import java.util.List;

/** ZooKeeper without a quorum for a minute: whoever leads goes on, and nothing is late. */
final class QuorumLost implements Drill {
  private static final List<String> MAJORITY = List.of("zookeeper-1", "zookeeper-2");
  private static final long AWAY_MS = 60_000;
  private static final long LATE_BOUND_MS = 1_000;
  private static final long SETTLE_MS = 8_000;

  @Override
  public String name() {
    return "quorum-lost";
  }

  @Override
  public Finding run(DrillGround ground, int trials) throws InterruptedException {
    Figures latest = new Figures();
    boolean sameLeader = true;
    for (int trial = 1; trial <= trials; trial++) {
      ground.awaitCalm();
      Thread.sleep(SETTLE_MS);
      String leader = ground.lab.resolve(Lab.LEADER);
      long killedMs = System.currentTimeMillis();
      MAJORITY.forEach(ground.lab::kill);
      Thread.sleep(AWAY_MS);
      long untilMs = System.currentTimeMillis();
      sameLeader &= leader.equals(ground.lab.resolve(Lab.LEADER));
      MAJORITY.forEach(ground.lab::start);
      Thread.sleep(SETTLE_MS);
      latest.add(ground.latestStartMs(killedMs, untilMs));
      ground.out.println("  " + trial + ": quorum back; latest start meanwhile " + latest);
    }
    return new Finding(
        name(),
        sameLeader && latest.median() <= LATE_BOUND_MS,
        List.of(
            "latest start while ZooKeeper had no quorum: " + latest,
            sameLeader ? "the leader was the same throughout" : "THE LEADER CHANGED"));
  }
}
