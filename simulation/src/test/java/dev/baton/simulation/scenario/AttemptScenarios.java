package dev.baton.simulation.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.baton.common.job.OnExecutorLoss;
import dev.baton.common.run.AttemptStatus;
import dev.baton.common.run.Outcome;
import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.simulation.net.SimLink;
import dev.baton.simulation.node.SimExecutor;
import dev.baton.simulation.plant.PlantedBug;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Protocol, section 4: attempts. */
class AttemptScenarios extends Stage {
  @Test
  @Proves(PlantedBug.ACCEPTS_TWICE)
  void outcomeArrivesTwice(TestInfo test) {
    play(
        test,
        scene -> {
          // Given an outcome whose acknowledgement is lost, and its link with it
          scene.started();
          scene.running(
              scene.twoTasks(
                  OnExecutorLoss.RERUN_AFTER_LEASE, Duration.ofMillis(500), Duration.ofSeconds(3)));
          SimLink link = scene.link(scene.executorOf("a"), scene.leader());
          scene.beforeSaying(
              scene.leader(),
              CoordinatorMessage.OutcomesAccepted.class,
              () -> link.acceptor().out().dropNext());
          // Then it comes a second time, is acknowledged, and changes nothing
          scene.untilSucceeded(20);
          assertEquals(1, scene.newest("a").id().number());
          assertEquals(Outcome.SUCCEEDED, scene.newest("a").outcome());
        });
  }

  @Test
  @Proves(PlantedBug.LATE_OUTCOME_COUNTS)
  void supersededAttemptSucceedsLate(TestInfo test) {
    play(
        test,
        scene -> {
          scene.started();
          scene.running(scene.job(OnExecutorLoss.RERUN, Duration.ofMillis(1_500)));
          Attempt first = scene.newest("a");
          SimExecutor executor = scene.executorOf("a");
          // Given that the task has moved to another executor
          scene.pass(Duration.ofMillis(300));
          SimLink link = scene.link(executor, scene.leader());
          scene.cutOff(executor);
          link.reportFailed(false);
          scene.untilEnded(first, Outcome.SUPERSEDED, 3);
          // When the first attempt succeeds, and its executor is back to say so
          scene.until("its success", 5, () -> executor.aliveTrees() == 0);
          scene.pass(Duration.ofMillis(50));
          scene.heal(executor);
          // Then that is evidence and nothing else
          scene.untilSucceeded(20);
          scene.pass(Duration.ofSeconds(5));
          assertEquals(Outcome.SUPERSEDED, scene.rows().attempt(first.id()).outcome());
          assertEquals(Outcome.SUCCEEDED, scene.rows().attempt(first.id()).lateOutcome());
          assertEquals(2, scene.newest("a").id().number());
        });
  }

  @Test
  @Proves(PlantedBug.MOVES_LEASED_AT_RESET)
  void executorCutOffRunsOnUntilItsLeaseEnds(TestInfo test) {
    play(
        test,
        scene -> {
          scene.started();
          scene.running(scene.job(OnExecutorLoss.RERUN_AFTER_LEASE, Duration.ofSeconds(12)));
          Attempt first = scene.newest("a");
          SimExecutor executor = scene.executorOf("a");
          SimLink link = scene.link(executor, scene.leader());
          scene.cutOff(executor);
          link.reportFailed(false);
          // Then nothing moves while its lease may be alive
          scene.pass(Scene.LEASE.minus(Duration.ofSeconds(1)));
          assertEquals(1, executor.aliveTrees());
          assertNotEquals(AttemptStatus.ENDED, scene.rows().attempt(first.id()).status());
          scene.untilEnded(first, Outcome.LOST, 3);
          assertEquals(0, executor.aliveTrees());
          scene.untilSucceeded(30);
        });
  }
}
