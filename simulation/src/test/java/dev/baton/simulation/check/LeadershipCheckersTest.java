package dev.baton.simulation.check;

import static dev.baton.simulation.check.Parts.batch;
import static dev.baton.simulation.check.Parts.refused;
import static dev.baton.simulation.check.Parts.run;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import dev.baton.common.run.RunStatus;
import dev.baton.common.time.Now;
import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.coordinator.core.CoreSettings;
import dev.baton.coordinator.core.Effect;
import dev.baton.coordinator.core.Effect.Role;
import dev.baton.coordinator.core.Input;
import dev.baton.coordinator.core.Input.Confirmation;
import dev.baton.coordinator.core.Input.ElectionNode;
import dev.baton.coordinator.core.Input.StoreAnswer;
import dev.baton.coordinator.core.fact.Batch;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.simulation.Shape;
import dev.baton.simulation.SimCluster;
import dev.baton.simulation.trace.Trace;
import org.junit.jupiter.api.Test;

/** Checkers of who leads: each accepts a good history and refuses bad ones. */
class LeadershipCheckersTest {
  private static final ElectionNode NODE = new ElectionNode("/election/1", "s1");
  private static final Now NOW = new Now(Parts.BEGIN, 1);
  private static final Batch WRITES = batch(1, new Fact.RunCreated(run(1, RunStatus.RUNNING)));

  private static Effect says(long epoch) {
    return new Effect.Send(1, new CoordinatorMessage.HelloRequest(epoch, "k"));
  }

  @Test
  void epochsThatGrowAndAreUsedByWhoRaisedThemAreAccepted() {
    EpochChecker checker = new EpochChecker();
    checker.epochRaised("c1", 0, 1);
    checker.snapshotRead("c1", 1);
    checker.commitBegins("c1", WRITES, 1);
    checker.coordinatorDoes("c1", says(1));
    checker.epochRaised("c2", 1, 2);
    checker.snapshotRead("c2", 2);
    checker.commitBegins("c2", batch(2), 2);
    checker.coordinatorDoes("c2", says(2));
  }

  @Test
  void epochThatDoesNotGrowIsRefused() {
    EpochChecker checker = new EpochChecker();
    checker.epochRaised("c1", 0, 1);
    refused("epochs", () -> checker.epochRaised("c2", 0, 1));
  }

  @Test
  void commitAndWordUnderAnothersEpochAreRefused() {
    EpochChecker checker = new EpochChecker();
    checker.epochRaised("c1", 0, 1);
    checker.snapshotRead("c1", 1);
    checker.epochRaised("c2", 1, 2);
    refused("epochs", () -> checker.commitBegins("c1", WRITES, 2));
    refused("epochs", () -> checker.coordinatorDoes("c1", says(2)));
  }

  @Test
  void leaderThatHasNotReadWhatWasWrittenIsRefused() {
    EpochChecker checker = new EpochChecker();
    checker.epochRaised("c1", 0, 1);
    checker.snapshotRead("c1", 1);
    checker.snapshotRead("c2", 1);
    checker.commitBegins("c1", WRITES, 1);
    checker.epochRaised("c2", 1, 2);
    refused("epochs", () -> checker.commitBegins("c2", batch(2), 2));
  }

  private static ElectionChecker asked() {
    ElectionChecker checker = new ElectionChecker();
    checker.coordinatorDoes("c1", new Effect.ReadEpoch(1));
    checker.coordinatorDoes("c1", new Effect.ConfirmElection(2, NODE));
    return checker;
  }

  @Test
  void raiseAfterAConfirmationIsAccepted() {
    ElectionChecker checker = asked();
    checker.coordinatorHears("c1", NOW, new Input.ElectionConfirmed(2, Confirmation.FIRST));
    checker.coordinatorDoes("c1", new Effect.RaiseEpoch(3, 0, 1, NODE));
  }

  @Test
  void raiseWithoutAConfirmationIsRefused() {
    ElectionChecker checker = asked();
    checker.coordinatorHears("c1", NOW, new Input.ElectionConfirmed(2, Confirmation.NOT_FIRST));
    refused("election", () -> checker.coordinatorDoes("c1", new Effect.RaiseEpoch(3, 0, 1, NODE)));
  }

  @Test
  void confirmationOfBeforeTheReadDoesNotCount() {
    ElectionChecker checker = asked();
    checker.coordinatorHears("c1", NOW, new Input.ElectionConfirmed(2, Confirmation.FIRST));
    checker.coordinatorDoes("c1", new Effect.ReadEpoch(3));
    refused("election", () -> checker.coordinatorDoes("c1", new Effect.RaiseEpoch(4, 0, 1, NODE)));
  }

  @Test
  void nodeGivenUpBecauseAnAnswerStayedOpenIsRefused() {
    ElectionChecker checker = new ElectionChecker();
    checker.coordinatorDoes("c1", new Effect.RoleChanged(Role.LEADER, 1, ""));
    checker.coordinatorHears("c1", NOW, new Input.CommitDone(1, 1, StoreAnswer.FENCED, null));
    checker.coordinatorDoes("c1", new Effect.Withdraw(NODE, ""));
    checker.coordinatorHears("c1", NOW, new Input.CommitDone(1, 2, StoreAnswer.UNKNOWN, null));
    refused("election", () -> checker.coordinatorDoes("c1", new Effect.Withdraw(NODE, "")));
  }

  private static SimCluster cluster() {
    Shape shape = new Shape(2, 2, CoreSettings.DEFAULT, Shape.ELECTION_SESSION_MS, null, true);
    return new SimCluster(1, shape, new Trace(1, null));
  }

  @Test
  void healthyClusterConverges() {
    SimCluster cluster = cluster();
    cluster.start();
    cluster.operators().begin(2);
    cluster.runFor(5_000_000_000L);
    assertDoesNotThrow(() -> new Convergence(cluster).await());
  }

  @Test
  void clusterWithoutItsStoreDoesNotConverge() {
    SimCluster cluster = cluster();
    cluster.store().faults().away(true);
    cluster.start();
    refused("convergence", () -> new Convergence(cluster).await());
  }

  @Test
  void clusterWhoseExecutorStaysAwayDoesNotConverge() {
    SimCluster cluster = cluster();
    cluster.start();
    var lost = cluster.executors().getFirst();
    cluster.coordinators().forEach(c -> cluster.net().cut(lost.host(), c.host()));
    refused("convergence", () -> new Convergence(cluster).await());
  }
}
