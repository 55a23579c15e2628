package dev.baton.simulation;

import dev.baton.simulation.plant.PlantedBug;

/**
 * What one seed is run with.
 *
 * @param minSteps faults go on for at least so many steps
 * @param minFaults and until there were at least so many
 * @param bug the rule that is broken on purpose; null = none
 */
public record SeedOptions(long minSteps, int minFaults, PlantedBug bug) {
  public static final SeedOptions USUAL = new SeedOptions(10_000, 20, null);

  /** As they are given on the command line. */
  public String toArguments() {
    return "--steps "
        + minSteps
        + " --faults "
        + minFaults
        + (bug == null ? "" : " --planted " + bug);
  }
}
