package dev.baton.simulation.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.job.OnExecutorLoss;
import dev.baton.common.run.AttemptStatus;
import dev.baton.common.run.Outcome;
import dev.baton.coordinator.core.CoreSettings;
import dev.baton.coordinator.core.command.CommandResult.ExecutorStatus;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.core.state.FailoverEvent.Kind;
import dev.baton.simulation.node.SimCoordinator;
import dev.baton.simulation.node.SimExecutor;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Protocol, section 5: the truth table of suspicion. */
class SuspicionScenarios extends Stage {
  private static final Duration LONG = Duration.ofSeconds(12);

  @Test
  void quietCluster(TestInfo test) {
    play(
        test,
        scene -> {
          scene.started();
          long epoch = scene.cluster.store().epoch();
          scene.everySecond();
          scene.pass(Duration.ofSeconds(30));
          assertEquals(epoch, scene.cluster.store().epoch());
          assertTrue(scene.rows().lastRunId() >= 29);
          scene.cluster.executors().forEach(e -> assertUp(scene, e));
          assertFalse(scene.happened(Kind.EXECUTOR_SUSPECT));
        });
  }

  private static void assertUp(Scene scene, SimExecutor executor) {
    assertEquals(ExecutorStatus.UP, scene.status(executor));
  }

  @Test
  void registrationLostLinkUp(TestInfo test) {
    play(
        test,
        scene -> {
          scene.started();
          scene.running(scene.job(OnExecutorLoss.RERUN, LONG));
          SimExecutor executor = scene.executorOf("a");
          // When it loses ZooKeeper and nothing else
          scene.cluster.net().cut(executor.host(), scene.cluster.zookeeper().host());
          scene.pass(Duration.ofSeconds(8));
          assertUp(scene, executor);
          scene.untilSucceeded(10);
          assertEquals(1, scene.newest("a").id().number());
          assertFalse(scene.happened(Kind.EXECUTOR_SUSPECT));
        });
  }

  @Test
  void executorProcessDies(TestInfo test) {
    play(
        test,
        scene -> {
          scene.started();
          scene.running(scene.job(OnExecutorLoss.RERUN, LONG));
          Attempt first = scene.newest("a");
          scene.executorOf("a").kill();
          // Then its task moves within a second
          scene.untilEnded(first, Outcome.SUPERSEDED, 1);
          scene.until("the next attempt", 1, () -> scene.newest("a").id().number() == 2);
          assertNotEquals(first.executor(), scene.newest("a").executor());
          assertTrue(scene.happened(Kind.EXECUTOR_SUSPECT));
        });
  }

  @Test
  void linkFlickers(TestInfo test) {
    play(
        test,
        scene -> {
          scene.started();
          scene.running(scene.job(OnExecutorLoss.RERUN, Duration.ofSeconds(4)));
          SimExecutor executor = scene.executorOf("a");
          for (int i = 0; i < 3; i++) {
            scene.pass(Duration.ofMillis(1_100));
            scene.link(executor, scene.leader()).reportFailed(true);
          }
          // Then nothing moves
          scene.untilSucceeded(10);
          assertEquals(1, scene.newest("a").id().number());
          scene.untilUp(executor);
        });
  }

  @Test
  void executorPausesShortly(TestInfo test) {
    play(
        test,
        scene -> {
          scene.started();
          var job = scene.job(OnExecutorLoss.RERUN_AFTER_LEASE, Duration.ofSeconds(5));
          scene.running(job);
          SimExecutor paused = scene.executorOf("a");
          paused.pause();
          // Then it is suspect after three heartbeats, and gets nothing new
          scene.untilStatus(paused, ExecutorStatus.SUSPECT, 3);
          Attempt first = scene.newest("a");
          for (int i = 0; i < 4; i++) {
            scene.trigger(job);
          }
          scene.until("the other runs", 5, () -> scene.rows().lastRunId() >= 5);
          scene.pass(Duration.ofMillis(200));
          for (var run : scene.rows().activeRuns()) {
            for (Attempt attempt : scene.rows().attempts(run.id())) {
              assertTrue(
                  attempt.id().equals(first.id()) || !attempt.executor().equals(paused.id()));
            }
          }
          // When it goes on before its lease ends, then nothing was lost
          paused.resume();
          scene.untilUp(paused);
          scene.untilEnded(first, Outcome.SUCCEEDED, 10);
        });
  }

  @Test
  void executorRestartsAtOnce(TestInfo test) {
    play(
        test,
        scene -> {
          scene.started();
          scene.running(scene.job(OnExecutorLoss.RERUN_AFTER_LEASE, LONG));
          Attempt first = scene.newest("a");
          SimExecutor executor = scene.executorOf("a");
          executor.kill();
          executor.start();
          // Then its new incarnation proves the old one's attempts over, long before the lease
          scene.untilEnded(first, Outcome.LOST, 4);
          scene.until("the next attempt", 2, () -> scene.newest("a").id().number() == 2);
        });
  }

  @Test
  void executorStopsOnPurpose(TestInfo test) {
    play(
        test,
        scene -> {
          scene.started();
          scene.running(scene.job(OnExecutorLoss.RERUN_AFTER_LEASE, Duration.ofSeconds(2)));
          SimExecutor executor = scene.executorOf("a");
          executor.drain(20_000);
          // Then what runs ends well, and that is no failure
          scene.untilSucceeded(10);
          scene.untilStatus(executor, ExecutorStatus.LEFT, 10);
          assertEquals(1, scene.newest("a").id().number());
          assertTrue(scene.happened(Kind.EXECUTOR_LEFT));
          assertFalse(scene.happened(Kind.EXECUTOR_SUSPECT));
          assertFalse(scene.happened(Kind.EXECUTOR_LOST));
        });
  }

  @Test
  void leaderAndExecutorDieTogether(TestInfo test) {
    play(
        test,
        scene -> {
          scene.started();
          scene.running(scene.job(OnExecutorLoss.RERUN, LONG));
          Attempt first = scene.newest("a");
          SimCoordinator old = scene.leader();
          scene.executorOf("a").losePower();
          scene.killAndRemoveNode(old);
          scene.untilAnotherLeads(old);
          // Then the task moves when its executor had time to dial and has not
          scene.pass(Duration.ofMillis(CoreSettings.DEFAULT.reconnectGraceMs() - 500));
          assertNotEquals(AttemptStatus.ENDED, scene.rows().attempt(first.id()).status());
          scene.untilEnded(first, Outcome.SUPERSEDED, 2);
          scene.untilSucceeded(30);
        });
  }
}
