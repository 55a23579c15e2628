package dev.baton.cli.drill;

import dev.baton.cli.lab.Lab;
import dev.baton.cli.lab.LabException;
import dev.baton.common.api.ClusterView;
import dev.baton.common.api.CoordinatorRole;
import dev.baton.common.api.client.BatonClient;
import dev.baton.common.api.client.ClientException;
import dev.baton.common.api.client.ClientSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * SIGSTOP of the leader for half a minute, then SIGCONT: exactly one leader acts. Each second trial
 * is in the middle of a commit: what the leader sends to the store is held back on its way, reaches
 * the store when another leads already, and must be refused and counted.
 */
final class LeaderPause implements Drill {
  private static final long PAUSED_MS = 30_000;
  private static final long AFTER_MS = 8_000;

  /** With the load of a drill a commit is always under way after this long without an answer. */
  private static final long COMMIT_HELD_MS = 300;

  @Override
  public String name() {
    return "leader-pause";
  }

  @Override
  public Finding run(DrillGround ground, int trials) throws InterruptedException {
    List<String> lines = new ArrayList<>();
    Figures latest = new Figures();
    boolean held = true;
    for (int trial = 1; trial <= trials; trial++) {
      ground.awaitCalm();
      // A different moment each time: the pause is to hit commits at different points.
      Thread.sleep(2_000 + 137L * trial);
      String leader = ground.lab.resolve(Lab.LEADER);
      boolean inCommit = trial % 2 == 0;
      long fencedBefore = fenced(ground, leader);
      long pausedMs = System.currentTimeMillis();
      pause(ground, leader, inCommit);
      Thread.sleep(AFTER_MS);
      int leaders = leaders(ground);
      long refused = fenced(ground, leader) - fencedBefore;
      held &= leaders == 1 && (!inCommit || refused > 0);
      latest.add(ground.latestStartMs(pausedMs - 500, pausedMs + PAUSED_MS));
      lines.add(
          trial
              + ": "
              + leader
              + " paused 30 s"
              + (inCommit ? " in the middle of a commit" : "")
              + "; leaders afterwards "
              + leaders
              + "; its stale commits refused "
              + refused);
      ground.out.println("  " + lines.getLast());
    }
    lines.add("latest start after a pause: " + latest);
    return new Finding(name(), held, lines);
  }

  private static void pause(DrillGround ground, String leader, boolean inCommit)
      throws InterruptedException {
    if (inCommit) {
      ground.lab.cutFromStore(leader);
      Thread.sleep(COMMIT_HELD_MS);
    }
    ground.lab.pause(leader);
    Thread.sleep(PAUSED_MS);
    if (inCommit) {
      ground.lab.healStore(leader);
      Thread.sleep(COMMIT_HELD_MS);
    }
    ground.lab.resume(leader);
  }

  private static int leaders(DrillGround ground) {
    int leaders = 0;
    for (URI server : ground.lab.servers()) {
      ClusterView view = ask(ground, server);
      if (view != null && view.role() == CoordinatorRole.LEADER) {
        leaders++;
      }
    }
    return leaders;
  }

  private static long fenced(DrillGround ground, String coordinator) {
    for (URI server : ground.lab.servers()) {
      ClusterView view = ask(ground, server);
      if (view != null && view.self().equals(coordinator)) {
        return view.counters().getOrDefault("commitsFenced", 0L);
      }
    }
    throw new LabException(coordinator + " does not answer");
  }

  private static ClusterView ask(DrillGround ground, URI server) {
    try (BatonClient client =
        BatonClient.of(ClientSettings.of(List.of(server), ground.lab.token()))) {
      return client.cluster();
    } catch (ClientException e) {
      return null;
    }
  }
}
