package dev.baton.simulation.scenario;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.id.JobKey;
import dev.baton.coordinator.core.state.FailoverEvent.Kind;
import dev.baton.simulation.node.SimCoordinator;
import dev.baton.simulation.plant.PlantedBug;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Protocol, section 6: time. */
class TimeScenarios extends Stage {
  @Test
  @Proves(PlantedBug.TRUSTS_STEPPED_CLOCK)
  void leaderClockJumpsAnHourAhead(TestInfo test) {
    play(
        test,
        scene -> {
          scene.started();
          JobKey job = scene.everySecond();
          scene.pass(Duration.ofSeconds(5));
          Instant from = scene.cluster.world().trueWall();
          scene.leader().host().clock().jump(Duration.ofHours(1).toNanos());
          scene.pass(Duration.ofSeconds(10));
          assertFired(scene, job, from, 8);
          assertTrue(scene.happened(Kind.CLOCK_STEPPED));
          assertTrue(scene.happened(Kind.CLOCK_STEADY));
        });
  }

  /** Every second has a run, and no later one has. */
  private static void assertFired(Scene scene, JobKey job, Instant from, int seconds) {
    for (int second = 1; second < seconds; second++) {
      Instant at = Instant.ofEpochSecond(from.getEpochSecond() + second);
      assertNotNull(scene.rows().runAt(job, "s", at), at + " has no run");
    }
  }

  @Test
  @Proves(PlantedBug.IGNORES_STORE_CLOCK)
  void newLeaderHasAWrongClock(TestInfo test) {
    play(
        test,
        scene -> {
          scene.started();
          JobKey job = scene.everySecond();
          SimCoordinator old = scene.leader();
          scene.standby().host().clock().jump(Duration.ofMinutes(30).toNanos());
          scene.pass(Duration.ofSeconds(5));
          Instant from = scene.cluster.world().trueWall();
          scene.killAndRemoveNode(old);
          scene.untilAnotherLeads(old);
          scene.pass(Duration.ofSeconds(10));
          assertFired(scene, job, from, 8);
          assertTrue(scene.happened(Kind.CLOCK_STEPPED));
        });
  }
}
