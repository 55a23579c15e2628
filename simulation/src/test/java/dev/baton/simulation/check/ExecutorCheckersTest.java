package dev.baton.simulation.check;

import static dev.baton.simulation.check.Parts.attempt;
import static dev.baton.simulation.check.Parts.batch;
import static dev.baton.simulation.check.Parts.executor;
import static dev.baton.simulation.check.Parts.id;
import static dev.baton.simulation.check.Parts.order;
import static dev.baton.simulation.check.Parts.outcome;
import static dev.baton.simulation.check.Parts.refused;
import static dev.baton.simulation.check.Parts.run;
import static dev.baton.simulation.check.Parts.tree;

import dev.baton.common.run.AttemptStatus;
import dev.baton.common.run.Outcome;
import dev.baton.common.run.RunStatus;
import dev.baton.common.time.Now;
import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.common.wire.ExecutorMessage;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.executor.core.ExecutorEffect;
import dev.baton.executor.core.ExecutorInput;
import dev.baton.simulation.node.ExecutorLife;
import dev.baton.simulation.store.RowsWriter;
import dev.baton.simulation.task.Tree;
import dev.baton.simulation.world.World;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Checkers of what executors do: each accepts a good history and refuses bad ones. */
class ExecutorCheckersTest {
  private final World world = Parts.world();
  private final ExecutorLife executor = executor(world, "e", "i", "home");

  private static ExecutorEffect beat(long number) {
    return new ExecutorEffect.Send(
        1, new ExecutorMessage.Heartbeat(number, 1, List.of(), ExecutorMessage.Load.UNKNOWN));
  }

  private void granted(Witness checker, long beat, long ms) {
    checker.executorDoes(executor, beat(beat));
    hears(checker, new CoordinatorMessage.HeartbeatAck(1, beat, ms));
  }

  private void hears(Witness checker, CoordinatorMessage message) {
    Now now = executor.life().now();
    checker.executorHears(executor, now, new ExecutorInput.FromCoordinator(1, message));
  }

  private void pass(long ms) {
    world.runUntil(world.now() + ms * World.MS);
  }

  private long inMs(long ms) {
    return executor.life().monotonic() + ms * World.MS;
  }

  @Test
  void leaseThatCountsFromTheSendingIsAcceptedAndALongerOneRefused() {
    LeaseChecker checker = new LeaseChecker();
    long until = inMs(6_000);
    checker.executorDoes(executor, beat(1));
    pass(100);
    hears(checker, new CoordinatorMessage.HeartbeatAck(1, 1, 6_000));
    checker.executorDoes(executor, new ExecutorEffect.LeaseExtended(until));
    refused(
        "lease",
        () -> checker.executorDoes(executor, new ExecutorEffect.LeaseExtended(inMs(6_000))));
  }

  @Test
  void startWithinALeaseIsAcceptedAndOneAfterItRefused() {
    LeaseChecker checker = new LeaseChecker();
    granted(checker, 1, 6_000);
    hears(checker, new CoordinatorMessage.Start(1, order("a", 1, true)));
    checker.executorDoes(executor, new ExecutorEffect.StartTask(order("a", 1, true)));
    pass(7_000);
    hears(checker, new CoordinatorMessage.Start(1, order("b", 1, true)));
    refused(
        "lease",
        () -> checker.executorDoes(executor, new ExecutorEffect.StartTask(order("b", 1, true))));
  }

  @Test
  void treeThatEndsWithItsLeaseIsAcceptedAndOneThatOutlivesItRefused() {
    LeaseChecker checker = new LeaseChecker();
    granted(checker, 1, 6_000);
    checker.executorDoes(executor, new ExecutorEffect.LeaseExtended(inMs(5_900)));
    Tree tree = tree(world, "a", 1, executor);
    pass(5_910);
    checker.treeEnded(tree);
    pass(500);
    refused("lease", () -> checker.treeEnded(tree));
  }

  @Test
  void leaseOfADeposedLeaderMayLastALeaseAndTheMarginAndNoLonger() {
    LeaseBoundChecker checker = new LeaseBoundChecker(world::now, 6_000, 300);
    checker.epochRaised("c1", 0, 1);
    granted(checker, 1, 6_000);
    checker.epochRaised("c2", 1, 2);
    pass(200);
    granted(checker, 2, 6_000);
    pass(200);
    refused("lease bound", () -> granted(checker, 3, 6_000));
  }

  @Test
  void leasesOfOneNameFromTwoDirectoriesAreRefusedWhileBothMayLive() {
    CopiedNameChecker checker = new CopiedNameChecker();
    ExecutorLife copy = executor(world, "e", "j", "other home");
    checker.executorDoes(executor, new ExecutorEffect.LeaseExtended(inMs(6_000)));
    refused(
        "copied name",
        () -> checker.executorDoes(copy, new ExecutorEffect.LeaseExtended(inMs(6_000))));
    pass(6_001);
    checker.executorDoes(copy, new ExecutorEffect.LeaseExtended(inMs(6_000)));
  }

  @Test
  void framesInOrderAreAcceptedAndAGapOrARepeatRefused() {
    FrameChecker checker = new FrameChecker();
    checker.frameTaken(1, true, 1);
    checker.frameTaken(1, true, 2);
    checker.frameTaken(1, false, 1);
    refused("frames", () -> checker.frameTaken(1, true, 2));
    refused("frames", () -> checker.frameTaken(1, false, 3));
    refused("frames", () -> checker.frameTaken(2, true, 2));
  }

  private static Fact[] started() {
    return new Fact[] {
      new Fact.RunCreated(run(1, RunStatus.RUNNING)),
      new Fact.AttemptCreated(attempt("a", 1, AttemptStatus.DISPATCHED, null)),
    };
  }

  private static Fact ends(Outcome outcome) {
    return new Fact.AttemptChanged(attempt("a", 1, AttemptStatus.ENDED, outcome));
  }

  private static final class Store {
    RowsWriter rows;
  }

  @Test
  void twoTreesOfOneTaskOneAfterTheOtherAreAcceptedAndTwoAtOnceRefused() {
    Store store = new Store();
    NeverTwoAtOnceChecker checker = new NeverTwoAtOnceChecker(() -> store.rows.rows());
    store.rows = new RowsWriter(checker).given(started());
    Tree first = tree(world, "a", 1, executor);
    checker.treeStarted(first);
    refused("never two at once", () -> checker.treeStarted(tree(world, "a", 2, executor)));
    checker.treeEnded(first);
    checker.treeStarted(tree(world, "a", 3, executor));
  }

  @Test
  void attemptThatIsOverWhileItsTreeLivesIsRefused() {
    Store store = new Store();
    NeverTwoAtOnceChecker checker = new NeverTwoAtOnceChecker(() -> store.rows.rows());
    store.rows = new RowsWriter(checker).given(started());
    Tree tree = tree(world, "a", 1, executor);
    checker.treeStarted(tree);
    refused("never two at once", () -> store.rows.write(batch(1, ends(Outcome.LOST))));
    checker.treeEnded(tree);
    store.rows.write(batch(1, ends(Outcome.LOST)));
  }

  @Test
  void outcomeThatHappenedIsAcceptedAndAnotherRefused() {
    Store store = new Store();
    OutcomeChecker checker = new OutcomeChecker(() -> store.rows.rows());
    store.rows = new RowsWriter(checker).given(started());
    Tree tree = tree(world, "a", 1, executor);
    tree.ended(Outcome.FAILED);
    checker.treeEnded(tree);
    refused("outcomes", () -> store.rows.write(batch(1, ends(Outcome.SUCCEEDED))));
    store.rows.write(batch(1, ends(Outcome.FAILED)));
  }

  @Test
  void outcomeIsSaidOnlyFromTheDiskAndForgottenOnlyWhenItIsWritten() {
    Store store = new Store();
    OutcomeChecker checker = new OutcomeChecker(() -> store.rows.rows());
    store.rows = new RowsWriter(checker).given(started());
    ExecutorEffect says =
        new ExecutorEffect.Send(
            1, new ExecutorMessage.Ended(outcome(id("a", 1), Outcome.SUCCEEDED)));
    refused("outcomes", () -> checker.executorDoes(executor, says));
    checker.outcomeOnDisk(executor, outcome(id("a", 1), Outcome.SUCCEEDED));
    checker.executorDoes(executor, says);
    refused("outcomes", () -> checker.outcomeForgotten(executor, id("a", 1)));
    store.rows.given(ends(Outcome.SUCCEEDED));
    checker.outcomeForgotten(executor, id("a", 1));
  }
}
