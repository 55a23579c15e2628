package dev.baton.simulation.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.job.OnExecutorLoss;
import dev.baton.common.run.AttemptStatus;
import dev.baton.common.run.Outcome;
import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.executor.core.ExecutorEffect;
import dev.baton.simulation.node.SimCoordinator;
import dev.baton.simulation.node.SimExecutor;
import dev.baton.simulation.plant.PlantedBug;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Protocol, section 2: leases. */
class LeaseScenarios extends Stage {
  private static final Duration LONG = Duration.ofSeconds(12);

  @Test
  @Proves(PlantedBug.GRANTS_WITHOUT_PROOF)
  void cutOffLeaderStopsGranting(TestInfo test) {
    play(
        test,
        scene -> {
          // Given a leader that executors reach, and that reaches neither store nor ZooKeeper
          scene.started();
          SimCoordinator old = scene.leader();
          var net = scene.cluster.net();
          net.cut(old.host(), scene.cluster.store().host());
          net.cut(old.host(), scene.cluster.zookeeper().host());
          scene.cluster.zookeeper().look();
          scene.cluster.executors().forEach(e -> net.cut(e.host(), scene.other(old).host()));
          // When another leads, then no lease that the old one grants lasts a lease longer
          scene.untilAnotherLeads(old);
          scene.pass(Duration.ofSeconds(10));
          scene.cluster.executors().forEach(e -> net.heal(e.host(), scene.other(old).host()));
          net.heal(old.host(), scene.cluster.store().host());
          net.heal(old.host(), scene.cluster.zookeeper().host());
          scene.cluster.zookeeper().look();
          scene.cluster.executors().forEach(scene::untilUp);
        });
  }

  @Test
  @Proves(PlantedBug.NO_GRACE_AFTER_RAISE)
  void newLeaderWaitsForLeasesOfTheOldOne(TestInfo test) {
    play(
        test,
        scene -> {
          scene.started();
          scene.running(scene.job(OnExecutorLoss.RERUN_AFTER_LEASE, LONG));
          Attempt first = scene.newest("a");
          SimCoordinator old = scene.leader();
          // When the executor is cut off and its leader dies
          scene.cutOff(scene.executorOf("a"));
          scene.killAndRemoveNode(old);
          scene.untilAnotherLeads(old);
          // Then the new leader waits until no lease can be alive
          scene.pass(Scene.LEASE.minusMillis(200));
          assertNotEquals(AttemptStatus.ENDED, scene.rows().attempt(first.id()).status());
          scene.untilEnded(first, Outcome.LOST, 3);
          scene.untilSucceeded(30);
        });
  }

  @Test
  @Proves({PlantedBug.GRANTER_FORGETS_DRIFT, PlantedBug.GRANTER_COUNTS_HALF})
  void executorClockRunsSlow(TestInfo test) {
    play(
        test,
        scene -> {
          scene.started();
          scene.running(scene.job(OnExecutorLoss.RERUN_AFTER_LEASE, LONG));
          Attempt first = scene.newest("a");
          SimExecutor slow = scene.executorOf("a");
          // Given a clock that is slow by almost as much as the margin allows
          slow.host().clock().drift(scene.cluster.world().now(), -45_000);
          scene.pass(Duration.ofSeconds(1));
          scene.cutOff(slow);
          // Then its process is gone before the leader counts it out
          scene.untilEnded(first, Outcome.LOST, 10);
          assertEquals(0, slow.aliveTrees());
        });
  }

  @Test
  @Proves(PlantedBug.HOLDER_COUNTS_FROM_RECEIPT)
  void acknowledgementIsDelayed(TestInfo test) {
    play(
        test,
        scene -> {
          scene.started();
          scene.running(scene.job(OnExecutorLoss.RERUN_AFTER_LEASE, LONG));
          SimExecutor executor = scene.executorOf("a");
          scene.cluster.net().path(scene.leader().host(), executor.host()).slow(400_000_000L);
          // Then its lease counts from the sending of the heartbeat, and it keeps it
          scene.untilSucceeded(20);
          assertEquals(1, scene.newest("a").id().number());
        });
  }

  @Test
  @Proves(PlantedBug.OBEYS_WITHOUT_LEASE)
  void startArrivesAfterLeaseEnd(TestInfo test) {
    play(
        test,
        scene -> {
          // Given that every executor stands still when a start is on its way to it
          scene.started();
          var job = scene.job(OnExecutorLoss.RERUN_AFTER_LEASE, Duration.ofMillis(500));
          scene.beforeSaying(
              scene.leader(),
              CoordinatorMessage.Start.class,
              () -> scene.cluster.executors().forEach(SimExecutor::pause));
          scene.trigger(job);
          scene.until("an attempt", 10, () -> scene.newest("a") != null);
          Attempt first = scene.newest("a");
          // When they go on after their leases have ended
          scene.pass(Scene.LEASE.plus(Duration.ofSeconds(2)));
          scene.cluster.executors().forEach(SimExecutor::resume);
          // Then the start is not obeyed; a later one is
          scene.untilSucceeded(20);
          assertEquals(Outcome.LOST, scene.rows().attempt(first.id()).outcome());
        });
  }

  @Test
  @Proves(PlantedBug.STARTS_WITHOUT_A_LOOK)
  void executorStandsStillBeforeItStartsWhatItHasTaken(TestInfo test) {
    play(
        test,
        scene -> {
          // Given executors that stand still between taking an order and starting it
          scene.started();
          var job = scene.job(OnExecutorLoss.RERUN_AFTER_LEASE, LONG);
          scene
              .cluster
              .executors()
              .forEach(executor ->
                  executor.before(
                      effect -> effect instanceof ExecutorEffect.StartTask, executor::pause));
          scene.trigger(job);
          scene.until("an attempt", 10, () -> scene.newest("a") != null);
          Attempt first = scene.newest("a");
          SimExecutor late = scene.executorOf("a");
          // When the one goes on after the task has moved to the other
          scene.untilEnded(first, Outcome.LOST, 10);
          scene.cluster.executors().stream()
              .filter(executor -> executor != late)
              .forEach(executor -> {
                executor.before(effect -> false, () -> {});
                executor.resume();
              });
          scene.until(
              "the second attempt", 10, () -> scene.newest("a").status() == AttemptStatus.RUNNING);
          late.resume();
          scene.pass(Duration.ofSeconds(1));
          // Then nothing starts there
          assertEquals(0, late.aliveTrees());
          scene.untilSucceeded(30);
        });
  }

  @Test
  @Proves(PlantedBug.OBEYS_OLD_EPOCH)
  void deposedLeaderSendsACancel(TestInfo test) {
    play(
        test,
        scene -> {
          // Given an executor that has obeyed a second leader
          scene.started();
          SimCoordinator old = scene.leader();
          scene.killAndRemoveNode(old);
          scene.untilAnotherLeads(old);
          scene.cluster.executors().forEach(scene::untilUp);
          scene.running(scene.job(OnExecutorLoss.RERUN_AFTER_LEASE, Duration.ofSeconds(2)));
          SimExecutor executor = scene.executorOf("a");
          // When a word of the first one's epoch reaches it
          long epoch = executor.obeyedEpoch() - 1;
          assertTrue(epoch > 0);
          scene
              .link(executor, scene.leader())
              .acceptor()
              .send(new CoordinatorMessage.Cancel(epoch, scene.newest("a").id(), 0, "old"));
          // Then it goes on
          scene.untilSucceeded(20);
          assertEquals(1, scene.newest("a").id().number());
        });
  }

  @Test
  @Proves(PlantedBug.GUARD_FORGETS_DEADLINE)
  void executorIsPausedPastItsLease(TestInfo test) {
    play(
        test,
        scene -> {
          scene.started();
          scene.running(scene.job(OnExecutorLoss.RERUN_AFTER_LEASE, LONG));
          Attempt first = scene.newest("a");
          SimExecutor paused = scene.executorOf("a");
          paused.pause();
          // Then the guard ends the process by itself, and the task moves after that
          scene.untilEnded(first, Outcome.LOST, 10);
          assertEquals(0, paused.aliveTrees());
          scene.until("the next attempt", 5, () -> scene.newest("a").id().number() == 2);
          assertFalse(scene.newest("a").executor().equals(paused.id()));
          paused.resume();
          scene.untilSucceeded(30);
        });
  }
}
