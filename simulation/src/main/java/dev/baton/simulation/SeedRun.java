package dev.baton.simulation;

import dev.baton.simulation.check.Checkers;
import dev.baton.simulation.check.Convergence;
import dev.baton.simulation.coverage.Coverage;
import dev.baton.simulation.fault.FaultPlan;
import dev.baton.simulation.trace.Trace;
import dev.baton.simulation.world.Rand;
import dev.baton.simulation.world.World;
import java.util.List;
import java.util.function.Consumer;

/** Runs one seed: a cluster with faults, then mended, then judged by what it comes to. */
public final class SeedRun {
  /** Lines of the trace that are kept for a failure. */
  public static final int KEPT_LINES = 200;

  private static final long MAX_SAFETY_NANOS = 3_000 * World.SECOND;

  private SeedRun() {}

  public static SeedResult run(long seed, SeedOptions options) {
    return run(seed, options, null);
  }

  /**
   * @param sink gets each line of the trace; null = nobody
   */
  public static SeedResult run(long seed, SeedOptions options, Consumer<String> sink) {
    Rand rand = Rand.of(seed).split("shape");
    Trace trace = new Trace(KEPT_LINES, sink);
    SimCluster cluster = new SimCluster(seed, Shape.random(rand, options.bug()), trace);
    Checkers.of(cluster).forEach(cluster::watchedBy);
    Coverage coverage = new Coverage();
    FaultPlan faults = new FaultPlan(cluster, coverage);
    Throwable failure = null;
    long safetySteps = 0;
    try {
      cluster.start();
      cluster.operators().begin(2 + rand.below(5));
      faults.begin();
      cluster.runUntil(
          () ->
              cluster.world().steps() >= options.minSteps()
                  && faults.injected() >= options.minFaults(),
          MAX_SAFETY_NANOS);
      safetySteps = cluster.world().steps();
      checkEnough(options, safetySteps, faults.injected());
      faults.heal();
      new Convergence(cluster).await();
    } catch (RuntimeException | StackOverflowError found) {
      failure = found;
    }
    return new SeedResult(
        seed,
        options,
        cluster.world().steps(),
        safetySteps,
        faults.injected(),
        cluster.world().now(),
        trace.hash(),
        coverage,
        failure,
        failure == null ? List.of() : trace.lastLines());
  }

  /** A seed that found nothing because little happened in it proves nothing. */
  private static void checkEnough(SeedOptions options, long steps, int faults) {
    if (steps < options.minSteps() || faults < options.minFaults()) {
      throw new IllegalStateException(
          "only "
              + steps
              + " steps and "
              + faults
              + " faults in "
              + MAX_SAFETY_NANOS / World.SECOND
              + " s, wanted were "
              + options.toArguments());
    }
  }
}
