package dev.baton.simulation.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.id.JobKey;
import dev.baton.common.incident.IncidentCause;
import dev.baton.common.incident.IncidentKind;
import dev.baton.common.incident.IncidentStep;
import dev.baton.common.job.OnExecutorLoss;
import dev.baton.common.run.Outcome;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.core.state.FailoverEvent.Kind;
import dev.baton.coordinator.core.state.Incident;
import dev.baton.simulation.node.SimCoordinator;
import dev.baton.simulation.node.SimExecutor;
import dev.baton.simulation.plant.PlantedBug;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Protocol, section 7: incidents. */
class IncidentScenarios extends Stage {
  private static final Duration LONG = Duration.ofSeconds(12);

  /** The open incident of that kind; null if there is none. */
  private static Incident open(Scene scene, IncidentKind kind) {
    return scene.rows().incidents().open().stream()
        .filter(row -> row.kind() == kind)
        .findFirst()
        .orElse(null);
  }

  private static void untilClosed(Scene scene, IncidentKind kind, long atMostSeconds) {
    scene.until(kind + " is closed", atMostSeconds, () -> open(scene, kind) == null);
  }

  @Test
  @Proves(PlantedBug.FORGETS_INCIDENTS)
  void newLeaderGoesOnWithAnIncident(TestInfo test) {
    play(
        test,
        scene -> {
          scene.started();
          scene.running(scene.job(OnExecutorLoss.RERUN_AFTER_LEASE, LONG));
          SimExecutor executor = scene.executorOf("a");
          executor.kill();
          scene.until("an incident", 2, () -> open(scene, IncidentKind.EXECUTOR_LOST) != null);
          long id = open(scene, IncidentKind.EXECUTOR_LOST).id();
          SimCoordinator before = scene.leader();
          scene.killAndRemoveNode(before);
          scene.untilAnotherLeads(before);
          // The new leader, too, sees that it does not come
          scene.pass(Duration.ofSeconds(9));
          assertEquals(id, open(scene, IncidentKind.EXECUTOR_LOST).id());
          executor.start();
          untilClosed(scene, IncidentKind.EXECUTOR_LOST, 20);
        });
  }

  @Test
  @Proves(PlantedBug.RESOLVES_UNVERIFIED)
  void incidentIsResolvedOnlyWhenItsProbesHold(TestInfo test) {
    play(
        test,
        scene -> {
          scene.started();
          SimExecutor executor = scene.cluster.executors().getFirst();
          executor.kill();
          scene.pass(Duration.ofSeconds(20));
          // Nothing is left to move, and its capacity is missing still
          assertNotNull(open(scene, IncidentKind.EXECUTOR_LOST));
          executor.start();
          untilClosed(scene, IncidentKind.EXECUTOR_LOST, 20);
        });
  }

  @Test
  @Proves(PlantedBug.LINKS_NOTHING)
  void attemptThatIsTakenOverIsLinkedInTheSameCommit(TestInfo test) {
    play(
        test,
        scene -> {
          scene.started();
          scene.running(scene.job(OnExecutorLoss.RERUN, LONG));
          Attempt first = scene.newest("a");
          scene.executorOf("a").kill();
          scene.untilEnded(first, Outcome.SUPERSEDED, 1);
          Incident row = open(scene, IncidentKind.EXECUTOR_LOST);
          assertEquals(1, row.attempts());
          assertTrue(
              scene.rows().incidents().touchesOf(row.id()).stream()
                  .anyMatch(touch -> touch.attempt().equals(first.id())));
        });
  }

  @Test
  @Proves(PlantedBug.LEAVES_ON_PROBATION)
  void flappingExecutorIsKeptOffUntilItStays(TestInfo test) {
    play(
        test,
        scene -> {
          scene.started();
          SimExecutor executor = scene.cluster.executors().getFirst();
          for (int i = 0; i < 3; i++) {
            executor.kill();
            scene.pass(Duration.ofSeconds(1));
            executor.start();
            scene.pass(Duration.ofSeconds(5));
          }
          assertNotNull(scene.rows().executor(executor.id()).cordonReason());
          assertEquals(IncidentCause.FLAPPING, open(scene, IncidentKind.EXECUTOR_LOST).cause());
          // A new leader goes on with it
          SimCoordinator before = scene.leader();
          scene.killAndRemoveNode(before);
          scene.untilAnotherLeads(before);
          scene.pass(Duration.ofSeconds(10));
          assertNotNull(scene.rows().executor(executor.id()).cordonReason());
          untilClosed(scene, IncidentKind.EXECUTOR_LOST, 120);
          assertNull(scene.rows().executor(executor.id()).cordonReason());
          assertTrue(scene.happened(Kind.EXECUTOR_UNCORDONED));
        });
  }

  @Test
  void zooKeeperAwayIsToldAndStopsNothing(TestInfo test) {
    play(
        test,
        scene -> {
          scene.started();
          scene.everySecond();
          long epoch = scene.cluster.store().epoch();
          long runs = scene.rows().lastRunId();
          scene.cluster.zookeeper().away(true);
          scene.pass(Duration.ofSeconds(30));
          Incident row = open(scene, IncidentKind.ZOOKEEPER_AWAY);
          assertEquals(IncidentCause.ZOOKEEPER_UNREACHABLE, row.cause());
          assertTrue(scene.rows().lastRunId() >= runs + 28);
          scene.cluster.zookeeper().away(false);
          untilClosed(scene, IncidentKind.ZOOKEEPER_AWAY, 10);
          assertEquals(epoch, scene.cluster.store().epoch());
          assertFalse(
              scene.rows().incidents().open().stream()
                  .anyMatch(open -> open.step() != IncidentStep.AWAITING_OPERATOR));
        });
  }

  @Test
  void answerOfACommitThatWasCarriedOutIsToldAsLost(TestInfo test) {
    play(
        test,
        scene -> {
          scene.started();
          JobKey job = scene.job(OnExecutorLoss.RERUN_AFTER_LEASE, Duration.ofMillis(50));
          SimCoordinator leader = scene.leader();
          var back = scene.cluster.net().path(scene.cluster.store().host(), leader.host());
          scene.beforeCommitWith(
              leader,
              Scene::makesRun,
              () -> {
                back.cut();
                scene.cluster.world().after(1_000_000_000L, back::heal);
              });
          scene.trigger(job);
          scene.until("the incident", 20, () -> open(scene, IncidentKind.STORE_AWAY) != null);
          assertEquals(IncidentCause.ANSWER_LOST, open(scene, IncidentKind.STORE_AWAY).cause());
          untilClosed(scene, IncidentKind.STORE_AWAY, 20);
        });
  }
}
