package dev.baton.simulation;

import dev.baton.simulation.coverage.Coverage;
import java.util.List;

/**
 * What came of one seed.
 *
 * @param steps events that happened
 * @param safetySteps those of them before everything was mended
 * @param virtualNanos how long it took in the simulated world
 * @param hash equal for equal traces
 * @param failure null if no checker found anything
 * @param lastLines of the trace, where there was a failure
 */
public record SeedResult(
    long seed,
    SeedOptions options,
    long steps,
    long safetySteps,
    int faults,
    long virtualNanos,
    long hash,
    Coverage coverage,
    Throwable failure,
    List<String> lastLines) {
  public boolean failed() {
    return failure != null;
  }

  /** The command that runs it again. */
  public String replay() {
    return "./baton simulate --seed " + seed + " " + options.toArguments();
  }

  /** For people: what broke, or that nothing did, and how to see it again. */
  public String judgement() {
    return "seed "
        + seed
        + " ("
        + options.toArguments()
        + "): "
        + steps
        + " steps, "
        + faults
        + " faults, "
        + virtualNanos / 1_000_000_000L
        + " s of simulated time, trace "
        + Long.toHexString(hash)
        + "\n"
        + (failed() ? failure + "\nAgain: " + replay() : "No checker found anything.");
  }

  /** The end of the trace, and the judgement. */
  public String report() {
    return String.join("\n", lastLines) + "\n" + judgement();
  }
}
