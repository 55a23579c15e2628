package dev.baton.cli.drill;

import dev.baton.common.incident.IncidentKind;
import java.util.ArrayList;
import java.util.List;

/**
 * The store is killed and away for ten seconds: everything due is decided soon after its return,
 * and the incident closes by itself.
 */
final class StoreRestart implements Drill {
  private static final String STORE = "postgres";
  private static final long AWAY_MS = 10_000;
  private static final long BOUND_MS = 2_000;
  private static final long AFTER_MS = 12_000;
  private static final long PATIENCE_MS = 90_000;

  @Override
  public String name() {
    return "store-restart";
  }

  @Override
  public Finding run(DrillGround ground, int trials) throws InterruptedException {
    Figures caughtUp = new Figures();
    Figures closed = new Figures();
    List<String> lines = new ArrayList<>();
    for (int trial = 1; trial <= trials; trial++) {
      ground.awaitCalm();
      long killedMs = System.currentTimeMillis();
      ground.lab.kill(STORE);
      Thread.sleep(AWAY_MS);
      ground.lab.start(STORE);
      long backMs = ground.lab.awaitListening(STORE);
      Thread.sleep(AFTER_MS);
      // Of all that fell due while it was away: when the last of it was started.
      caughtUp.add(ground.lastStartMs(killedMs, backMs) - backMs);
      closed.add(
          ground.incidents().closedMs(IncidentKind.STORE_AWAY, killedMs, PATIENCE_MS) - backMs);
      ground.out.println("  " + trial + ": store back; caught up " + caughtUp);
    }
    lines.add("last start of what fell due meanwhile, after the store listens: " + caughtUp);
    lines.add("its incident closed by itself after the store listens: " + closed);
    return new Finding(name(), caughtUp.median() <= BOUND_MS, lines);
  }
}
