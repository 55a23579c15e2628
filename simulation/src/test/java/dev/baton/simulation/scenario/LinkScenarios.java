package dev.baton.simulation.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.job.OnExecutorLoss;
import dev.baton.common.run.AttemptStatus;
import dev.baton.common.run.Outcome;
import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.core.state.FailoverEvent.Kind;
import dev.baton.simulation.net.SimLink;
import dev.baton.simulation.node.SimCoordinator;
import dev.baton.simulation.node.SimExecutor;
import dev.baton.simulation.plant.PlantedBug;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Protocol, section 3: the executor link. */
class LinkScenarios extends Stage {
  private static final Duration SHORT = Duration.ofMillis(800);

  @Test
  @Proves(PlantedBug.SAYS_BEFORE_JOURNAL)
  void executorDiesAfterSayingAnOutcome(TestInfo test) {
    play(
        test,
        scene -> {
          scene.started();
          scene.running(scene.job(OnExecutorLoss.RERUN_AFTER_LEASE, SHORT));
          SimExecutor executor = scene.executorOf("a");
          SimCoordinator old = scene.leader();
          // When both die before the outcome that was said is written
          scene.beforeCommitWith(
              old,
              Scene::endsAttempt,
              () -> {
                executor.kill();
                scene.killAndRemoveNode(old);
              });
          scene.untilAnotherLeads(old);
          executor.start();
          // Then it is said again from the journal
          scene.untilSucceeded(20);
          assertEquals(1, scene.newest("a").id().number());
        });
  }

  @Test
  @Proves({PlantedBug.FORGETS_UNACKNOWLEDGED, PlantedBug.ACKNOWLEDGES_BEFORE_COMMIT})
  void leaderDiesBeforeAcknowledging(TestInfo test) {
    play(
        test,
        scene -> {
          scene.started();
          var job = scene.twoTasks(OnExecutorLoss.RERUN_AFTER_LEASE, SHORT, SHORT);
          scene.running(job);
          // When a leader dies before it writes an outcome
          SimCoordinator first = scene.leader();
          scene.beforeCommitWith(first, Scene::endsAttempt, () -> scene.killAndRemoveNode(first));
          scene.untilAnotherLeads(first);
          first.start();
          scene.untilUp(scene.executorOf("a"));
          // and another after it has written one, before it acknowledges it
          SimCoordinator second = scene.leader();
          scene.beforeSaying(
              second,
              CoordinatorMessage.OutcomesAccepted.class,
              () -> scene.killAndRemoveNode(second));
          scene.untilAnotherLeads(second);
          // Then each outcome was said again, and counted once
          scene.untilSucceeded(30);
          assertEquals(1, scene.newest("a").id().number());
        });
  }

  @Test
  @Proves(PlantedBug.LOSES_JOURNALLED_OUTCOMES)
  void executorRestartsWithAJournal(TestInfo test) {
    play(
        test,
        scene -> {
          scene.started();
          scene.running(scene.job(OnExecutorLoss.RERUN_AFTER_LEASE, SHORT));
          SimExecutor executor = scene.executorOf("a");
          // Given an outcome that could not be said before its executor died
          scene.cutOff(executor);
          scene.until("the end of the process", 10, () -> executor.aliveTrees() == 0);
          scene.pass(Duration.ofMillis(500));
          executor.kill();
          // When it is back, with another incarnation
          scene.heal(executor);
          executor.start();
          // Then the outcome counts, and nothing is lost
          scene.untilSucceeded(20);
          assertEquals(1, scene.newest("a").id().number());
        });
  }

  @Test
  @Proves(PlantedBug.TAKES_ANY_HELLO_FOR_PROOF)
  void newIncarnationDoesNotNameTheOld(TestInfo test) {
    play(
        test,
        scene -> {
          scene.started();
          scene.running(scene.job(OnExecutorLoss.RERUN_AFTER_LEASE, Duration.ofSeconds(12)));
          Attempt first = scene.newest("a");
          SimExecutor executor = scene.executorOf("a");
          // Given a guard that is slow, and a new process that could not find out about the old
          executor.slowGuards(Duration.ofSeconds(3).toNanos());
          executor.kill();
          executor.startWithoutProof();
          scene.pass(Duration.ofSeconds(2));
          // Then its hello proves nothing; the leader waits for the lease
          assertNotEquals(AttemptStatus.ENDED, scene.rows().attempt(first.id()).status());
          scene.untilEnded(first, Outcome.LOST, 10);
          scene.untilSucceeded(30);
        });
  }

  @Test
  @Proves(PlantedBug.ACCEPTS_COPIED_NAME)
  void sameNameFromAnotherDirectory(TestInfo test) {
    play(
        test,
        scene -> {
          scene.started();
          scene.running(scene.job(OnExecutorLoss.RERUN_AFTER_LEASE, Duration.ofSeconds(4)));
          SimExecutor original = scene.executorOf("a");
          SimExecutor copy = scene.cluster.copyOf(original);
          copy.start();
          // Then the copy is refused, and the original works on
          scene.until("a refusal", 10, () -> scene.happened(Kind.EXECUTOR_REFUSED));
          scene.untilSucceeded(20);
          assertEquals(1, scene.newest("a").id().number());
          copy.kill();
        });
  }

  @Test
  @Proves(PlantedBug.ACCEPTS_REPEATED_FRAMES)
  void networkRepeatsAFrame(TestInfo test) {
    play(
        test,
        scene -> {
          scene.started();
          scene.running(scene.job(OnExecutorLoss.RERUN_AFTER_LEASE, Duration.ofSeconds(3)));
          SimExecutor executor = scene.executorOf("a");
          SimLink link = scene.link(executor, scene.leader());
          link.dialer().out().repeatOldest();
          // Then the link is closed, and the executor comes back on another
          scene.until("another link", 10, () -> !link.acceptor().isOpen());
          scene.untilUp(executor);
          scene.untilSucceeded(20);
          assertEquals(1, scene.newest("a").id().number());
          assertTrue(scene.link(executor, scene.leader()).number() > link.number());
        });
  }
}
