package dev.baton.cli.drill;

import dev.baton.cli.lab.Lab;
import java.util.ArrayList;
import java.util.List;

/** The leader is cut off from the store alone: it yields to one whose store answers. */
final class StoreCut implements Drill {
  private static final long PATIENCE_MS = 30_000;
  private static final long AFTER_MS = 5_000;

  @Override
  public String name() {
    return "store-cut";
  }

  @Override
  public Finding run(DrillGround ground, int trials) throws InterruptedException {
    Figures yielded = new Figures();
    Figures latest = new Figures();
    for (int trial = 1; trial <= trials; trial++) {
      ground.awaitCalm();
      Thread.sleep(3_000);
      String leader = ground.lab.resolve(Lab.LEADER);
      long cutMs = System.currentTimeMillis();
      ground.lab.cutFromStore(leader);
      try {
        ground.awaitOtherLeader(leader, PATIENCE_MS);
        yielded.add(System.currentTimeMillis() - cutMs);
        Thread.sleep(AFTER_MS);
      } finally {
        ground.lab.healStore(leader);
      }
      latest.add(ground.latestStartMs(cutMs - 500, cutMs + AFTER_MS));
      ground.out.println("  " + trial + ": " + leader + " cut off; another leads after " + yielded);
    }
    List<String> lines = new ArrayList<>();
    lines.add("another coordinator leads: " + yielded);
    lines.add("latest start after a cut: " + latest);
    return new Finding(name(), true, lines);
  }
}
