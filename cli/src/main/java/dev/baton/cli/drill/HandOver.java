package dev.baton.cli.drill;

import dev.baton.cli.lab.Lab;
import java.util.List;

/** A planned hand-over of the leadership: no fire is noticeably late. */
final class HandOver implements Drill {
  private static final long MEDIAN_BOUND_MS = 200;
  private static final long BEFORE_MS = 4_000;
  private static final long AFTER_MS = 5_000;
  private static final long PATIENCE_MS = 10_000;

  @Override
  public String name() {
    return "hand-over";
  }

  @Override
  public Finding run(DrillGround ground, int trials) throws InterruptedException {
    Figures latest = new Figures();
    Figures usual = new Figures();
    for (int trial = 1; trial <= trials; trial++) {
      ground.awaitCalm();
      Thread.sleep(BEFORE_MS);
      String leader = ground.lab.resolve(Lab.LEADER);
      long askedMs = System.currentTimeMillis();
      ground.client().stepDown("drill");
      ground.awaitOtherLeader(leader, PATIENCE_MS);
      Thread.sleep(AFTER_MS);
      usual.add(ground.latestStartMs(askedMs - BEFORE_MS + 500, askedMs - 500));
      long late = ground.latestStartMs(askedMs - 200, askedMs + AFTER_MS - 2_000);
      latest.add(late);
      ground.out.println("  " + trial + ": " + leader + " handed over, latest start " + late);
    }
    return new Finding(
        name(),
        latest.median() <= MEDIAN_BOUND_MS,
        List.of(
            "latest start around a hand-over: " + latest,
            "latest start in the seconds before it: " + usual));
  }
}
