package dev.baton.simulation.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.job.OnExecutorLoss;
import dev.baton.coordinator.core.Effect;
import dev.baton.coordinator.core.Effect.Role;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.simulation.node.SimCoordinator;
import dev.baton.simulation.plant.PlantedBug;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Protocol, section 1: commits. */
class CommitScenarios extends Stage {
  private static final Duration QUICK = Duration.ofMillis(50);

  @Test
  @Proves(PlantedBug.SENDS_BEFORE_COMMIT)
  void leaderDiesWithAStartInAnOpenBatch(TestInfo test) {
    play(
        test,
        scene -> {
          scene.started();
          var job = scene.job(OnExecutorLoss.RERUN_AFTER_LEASE, QUICK);
          SimCoordinator old = scene.leader();
          scene.beforeCommitWith(old, Scene::makesAttempt, () -> scene.killAndRemoveNode(old));
          scene.trigger(job);
          scene.untilAnotherLeads(old);
          scene.until("the run", 20, () -> scene.rows().lastRunId() > 0);
          scene.untilSucceeded(20);
          assertEquals(1, scene.newest("a").id().number());
        });
  }

  @Test
  @Proves(PlantedBug.COMMITS_UNFENCED)
  void frozenLeaderWakesUpAndCommits(TestInfo test) {
    play(
        test,
        scene -> {
          // Given a leader that stands still in the middle of a commit
          scene.started();
          var job = scene.job(OnExecutorLoss.RERUN_AFTER_LEASE, QUICK);
          SimCoordinator frozen = scene.leader();
          scene.beforeCommitWith(frozen, Scene::makesRun, frozen::pause);
          scene.trigger(job);
          // When it wakes up after another has taken over and accepted the same wish
          scene.untilAnotherLeads(frozen);
          scene.until("the run", 20, () -> scene.rows().lastRunId() == 1);
          scene.untilSucceeded(20);
          frozen.resume();
          scene.pass(Duration.ofSeconds(5));
          // Then its write was refused, and it stands behind the other
          assertEquals(1, scene.rows().lastRunId());
          assertEquals(Role.STANDBY, frozen.role());
        });
  }

  @Test
  @Proves({PlantedBug.TAKES_UNKNOWN_FOR_OK, PlantedBug.TAKES_UNKNOWN_FOR_FAILED})
  void commitAppliedButAnswerLost(TestInfo test) {
    play(
        test,
        scene -> {
          scene.started();
          var job = scene.job(OnExecutorLoss.RERUN_AFTER_LEASE, QUICK);
          // When a commit is applied and its answer is lost
          lose(scene, true);
          scene.trigger(job);
          scene.until("the run", 20, () -> scene.rows().lastRunId() == 1);
          scene.untilSucceeded(30);
          // and another is not applied, and nobody says so
          lose(scene, false);
          scene.trigger(job);
          scene.until("the other run", 30, () -> scene.rows().lastRunId() > 1);
          scene.untilSucceeded(30);
          // Then the leader has loaded what there is, and each wish is one run
          scene.pass(Duration.ofSeconds(10));
          assertEquals(2, scene.rows().lastRunId());
        });
  }

  /** The next commit of a run gets no answer, for four seconds. */
  private static void lose(Scene scene, boolean applied) {
    var net = scene.cluster.net();
    var store = scene.cluster.store().host();
    SimCoordinator leader = scene.leader();
    var path = applied ? net.path(store, leader.host()) : net.path(leader.host(), store);
    scene.beforeCommitWith(
        leader,
        Scene::makesRun,
        () -> {
          path.cut();
          scene.cluster.world().after(4_000_000_000L, path::heal);
        });
  }

  @Test
  @Proves(PlantedBug.MOVES_CURSOR_FIRST)
  void leaderDiesBetweenCursorAndRun(TestInfo test) {
    play(
        test,
        scene -> {
          scene.started();
          var job = scene.everySecond();
          scene.until("some fires", 20, () -> scene.rows().lastRunId() >= 3);
          SimCoordinator old = scene.leader();
          Instant[] due = new Instant[1];
          scene.beforeCommitWith(old, fact -> fires(fact, due), () -> scene.killAndRemoveNode(old));
          scene.untilAnotherLeads(old);
          scene.until(
              "the fire time's run", 20, () -> scene.rows().runAt(job, "s", due[0]) != null);
        });
  }

  private static boolean fires(Fact fact, Instant[] due) {
    if (fact instanceof Fact.RunCreated created) {
      due[0] = created.run().fireAt();
    }
    return due[0] != null;
  }

  @Test
  @Proves(PlantedBug.IGNORES_REQUEST_KEY)
  void clientAsksAgainAfterUnknown(TestInfo test) {
    play(
        test,
        scene -> {
          // Given a store so slow that a second wish comes before the first is written
          scene.started();
          var job = scene.job(OnExecutorLoss.RERUN_AFTER_LEASE, QUICK);
          scene.cluster.store().faults().slow(200_000_000L);
          // When several people press the same button
          for (int i = 0; i < 12; i++) {
            scene.trigger(job);
          }
          // Then each button is one run
          scene.until("all runs", 30, () -> scene.rows().lastRunId() >= 12);
          scene.cluster.store().faults().slow(0);
          scene.until("all answers", 30, () -> scene.cluster.operators().open() == 0);
          assertEquals(12, scene.rows().lastRunId());
        });
  }

  @Test
  @Proves(PlantedBug.FIRES_AGAIN_WHAT_HAS_A_RUN)
  void jobIsPutAgainByALeaderWhoseClockIsBehind(TestInfo test) {
    play(
        test,
        scene -> {
          // Given a leader whose clock is ahead by less than is noticed, and that has fired by it
          scene.started();
          var job = scene.everySecond();
          SimCoordinator ahead = scene.leader();
          ahead.host().clock().jump(1_800_000_000L);
          scene.pass(Duration.ofSeconds(5));
          // When it dies, and its successor is given the schedule anew
          scene.killAndRemoveNode(ahead);
          scene.untilAnotherLeads(ahead);
          scene.putAgain(job);
          Instant put = scene.cluster.world().trueWall();
          // Then what has a run is not fired again, and the schedule goes on
          scene.pass(Duration.ofSeconds(8));
          for (int second = 2; second < 7; second++) {
            Instant at = Instant.ofEpochSecond(put.getEpochSecond() + second);
            assertNotNull(scene.rows().runAt(job, "s", at), at + " has no run");
          }
          assertNull(scene.rows().runAt(job, "s", put.plusSeconds(30)));
        });
  }

  @Test
  @Proves(PlantedBug.FIRES_AGAIN_WHAT_HAS_A_RUN)
  void jobIsDeletedAndMadeAgainByALeaderWhoseClockIsBehind(TestInfo test) {
    play(
        test,
        scene -> {
          // Given a leader whose clock is ahead by less than is noticed, and that has fired by it
          scene.started();
          var job = scene.everySecond();
          SimCoordinator ahead = scene.leader();
          ahead.host().clock().jump(1_900_000_000L);
          scene.until("a fire ahead of its time", 10, () -> isAhead(scene));
          Instant fired = scene.run().fireAt();
          scene.delete(job);
          // When its successor makes the job again, with a run that is still active by then
          scene.killAndRemoveNode(ahead);
          scene.untilAnotherLeads(ahead);
          scene.anewWithLongRuns();
          assertTrue(scene.cluster.world().trueWall().isBefore(fired), "the story was too slow");
          scene.trigger(job);
          // Then what has a run is not skipped as well
          scene.pass(Duration.ofSeconds(3));
          assertTrue(scene.rows().cursor(job, "s").nextFireAt().isAfter(fired));
        });
  }

  private static boolean isAhead(Scene scene) {
    return scene.run() != null
        && scene.run().fireAt().isAfter(scene.cluster.world().trueWall().plusMillis(1_500));
  }

  @Test
  void clientIsNotAnsweredBeforeTheCommit(TestInfo test) {
    play(
        test,
        scene -> {
          scene.started();
          var job = scene.job(OnExecutorLoss.RERUN_AFTER_LEASE, QUICK);
          SimCoordinator old = scene.leader();
          // When the leader dies just before it answers
          old.before(effect -> effect instanceof Effect.Answer, () -> scene.killAndRemoveNode(old));
          scene.trigger(job);
          // Then the run is there all the same, and asking again gives that one
          scene.untilAnotherLeads(old);
          scene.until("the answer", 20, () -> scene.cluster.operators().open() == 0);
          assertEquals(1, scene.rows().lastRunId());
        });
  }
}
