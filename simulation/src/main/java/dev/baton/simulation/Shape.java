package dev.baton.simulation;

import dev.baton.coordinator.core.CoreSettings;
import dev.baton.coordinator.core.RetryLimits;
import dev.baton.simulation.plant.PlantedBug;
import dev.baton.simulation.world.Rand;

/**
 * What a simulated cluster is made of.
 *
 * @param coordinators how many
 * @param executors how many
 * @param settings of the coordinators' core
 * @param electionSessionMs of the coordinators in ZooKeeper
 * @param bug the rule that is broken on purpose; null = none
 * @param perfectClocks whether all clocks run alike and are right
 */
public record Shape(
    int coordinators,
    int executors,
    CoreSettings settings,
    long electionSessionMs,
    PlantedBug bug,
    boolean perfectClocks) {
  public static final long ELECTION_SESSION_MS = 4_000;

  /** Three coordinators, three executors, the usual settings. */
  public static final Shape USUAL =
      new Shape(3, 3, CoreSettings.DEFAULT, ELECTION_SESSION_MS, null, false);

  /** A cluster for that seed. */
  static Shape random(Rand rand, PlantedBug bug) {
    CoreSettings usual = CoreSettings.DEFAULT;
    CoreSettings settings =
        new CoreSettings(
            rand.oneIn(3) ? 3_000 : usual.leaseMs(),
            usual.driftMarginMs(),
            usual.heartbeatMs(),
            usual.suspectAfterBeats(),
            usual.resetGraceMs(),
            usual.reconnectGraceMs(),
            usual.requestTimeoutMs(),
            usual.raiseRetryMs(),
            usual.clockStepMs(),
            rand.oneIn(4) ? 1 + rand.below(40) : usual.maxBatchFacts(),
            rand.oneIn(4) ? 1 + rand.below(5) : usual.maxFiresPerStep(),
            rand.oneIn(4) ? 2 + rand.below(4) : usual.maxLosses(),
            rand.oneIn(4) ? 1 + rand.below(5) : usual.maxQueuedRuns(),
            rand.oneIn(10) || bug == PlantedBug.SHEDS_OLD_WORK ? 20 : usual.maxActiveRuns(),
            rand.oneIn(6) ? 6 : usual.maxRunsPerJob(),
            retries(rand, bug));
    int coordinators = rand.oneIn(8) ? 1 : 2 + rand.below(3);
    return new Shape(
        coordinators, 2 + rand.below(4), settings, ELECTION_SESSION_MS, bug, rand.oneIn(10));
  }

  private static RetryLimits retries(Rand rand, PlantedBug bug) {
    boolean tight = rand.oneIn(4) || bug == PlantedBug.RETRIES_WITHOUT_BUDGET;
    return tight
        ? new RetryLimits(24_000, rand.below(10), 1 + rand.below(3), 4 + rand.below(6))
        : RetryLimits.DEFAULT;
  }

  public Shape with(PlantedBug planted) {
    return new Shape(coordinators, executors, settings, electionSessionMs, planted, perfectClocks);
  }
}
