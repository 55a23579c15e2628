package dev.baton.simulation.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.job.OnExecutorLoss;
import dev.baton.coordinator.core.Effect;
import dev.baton.coordinator.core.Effect.Role;
import dev.baton.coordinator.core.state.FailoverEvent.Kind;
import dev.baton.simulation.node.SimCoordinator;
import dev.baton.simulation.plant.PlantedBug;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Protocol, section 1: election and raising. */
class ElectionScenarios extends Stage {
  @Test
  @Proves({PlantedBug.RAISES_WITHOUT_CONFIRMING, PlantedBug.RAISE_OVERWRITES})
  void twoCandidatesRaiseAtOnce(TestInfo test) {
    play(
        test,
        scene -> {
          // Given a candidate that stands still just before it raises
          SimCoordinator[] slow = new SimCoordinator[1];
          scene.cluster.start();
          for (SimCoordinator candidate : scene.cluster.coordinators()) {
            candidate.before(
                effect -> effect instanceof Effect.RaiseEpoch && slow[0] == null,
                () -> {
                  slow[0] = candidate;
                  candidate.pause();
                });
          }
          scene.until("a raise", 10, () -> slow[0] != null);
          // When it is taken for dead, and goes on after another has raised from the same epoch
          scene.cluster.zookeeper().removeNodeOf(slow[0].life());
          scene.untilAnotherLeads(slow[0]);
          long epoch = scene.cluster.store().epoch();
          slow[0].resume();
          scene.pass(Duration.ofSeconds(3));
          // Then it has not raised
          assertEquals(epoch, scene.cluster.store().epoch());
          assertEquals(Role.STANDBY, slow[0].role());
        });
  }

  @Test
  @Proves(PlantedBug.LOADS_BEFORE_RAISING)
  void oldLeaderCommitsBetweenReadAndRaise(TestInfo test) {
    play(
        test,
        scene -> {
          // Given a leader that does not hear that its election node is gone
          scene.started();
          var job = scene.job(OnExecutorLoss.RERUN_AFTER_LEASE, Duration.ofMillis(200));
          SimCoordinator old = scene.leader();
          SimCoordinator next = scene.standby();
          boolean[] raises = new boolean[1];
          next.before(
              effect -> effect instanceof Effect.RaiseEpoch,
              () -> {
                raises[0] = true;
                next.pause();
              });
          scene.cluster.zookeeper().deaf(old.life(), true);
          scene.cluster.zookeeper().removeNodeOf(old.life());
          scene.until("a raise", 10, () -> raises[0]);
          // When it accepts a run after its successor has read the epoch
          long runs = scene.rows().lastRunId();
          scene.trigger(job);
          scene.until("the run", 10, () -> scene.rows().lastRunId() > runs);
          next.resume();
          // Then the successor knows the run
          scene.untilAnotherLeads(old);
          scene.untilSucceeded(30);
        });
  }

  @Test
  @Proves(PlantedBug.IGNORES_HIGHER_EPOCH)
  void storeRestoredFromBackup(TestInfo test) {
    play(
        test,
        scene -> {
          // Given a backup, and executors that have obeyed later epochs since
          scene.started();
          scene.cluster.store().backUp();
          for (int i = 0; i < 3; i++) {
            SimCoordinator old = scene.leader();
            scene.killAndRemoveNode(old);
            scene.untilAnotherLeads(old);
            scene.cluster.executors().forEach(scene::untilUp);
            old.start();
          }
          long obeyed = scene.cluster.store().epoch();
          // When the backup is put back
          scene.cluster.coordinators().forEach(scene::killAndRemoveNode);
          scene.cluster.store().restore();
          scene.cluster.coordinators().forEach(SimCoordinator::start);
          // Then the leader raises above what they have obeyed, and says so
          scene.until(
              "a higher epoch",
              20,
              () -> scene.leader() != null && scene.cluster.store().epoch() > obeyed);
          scene.cluster.executors().forEach(scene::untilUp);
          assertTrue(scene.happened(Kind.STORE_WENT_BACK_IN_TIME));
        });
  }
}
