package dev.baton.simulation.check;

import dev.baton.simulation.SimCluster;
import dev.baton.simulation.store.StoreRows;
import java.util.List;
import java.util.function.Supplier;

/** All checkers that watch a cluster from its first moment. */
public final class Checkers {
  private Checkers() {}

  /** One of each, for that cluster. */
  public static List<Witness> of(SimCluster cluster) {
    Supplier<StoreRows> store = () -> cluster.store().rows();
    return List.of(
        new EpochChecker(),
        new ElectionChecker(),
        new FrameChecker(),
        new CommitBeforeWordChecker(store),
        new LifeCycleChecker(),
        new FireTimesChecker(cluster.world()::trueWall, cluster.shape().settings().clockStepMs()),
        new RequestKeyChecker(),
        new ConflictChecker(),
        new OverlapChecker(),
        new InputsChecker(store),
        new OutcomeChecker(store),
        new LeaseChecker(),
        new LeaseBoundChecker(
            cluster.world()::now,
            cluster.shape().settings().leaseMs(),
            cluster.shape().settings().driftMarginMs()),
        new CopiedNameChecker(),
        new IncidentChecker(),
        new AuditChecker(cluster.lostSteps()),
        new RunLimitsChecker(cluster.shape().settings()),
        new RetryBudgetChecker(cluster.world()::now, cluster.shape().settings().retries()),
        new KeysChecker(),
        new NeverTwoAtOnceChecker(store));
  }
}
