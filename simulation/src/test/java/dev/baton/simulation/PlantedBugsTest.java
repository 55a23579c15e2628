package dev.baton.simulation;

import static org.junit.jupiter.api.Assertions.fail;

import dev.baton.simulation.plant.PlantedBug;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every rule that is broken on purpose must be noticed by some checker, within some seeds. */
class PlantedBugsTest {
  /** Seeds in which a planted bug must show. */
  private static final long MAX_SEEDS = 300;

  @ParameterizedTest
  @EnumSource
  void someCheckerFindsThePlantedBug(PlantedBug bug) {
    SeedOptions options =
        new SeedOptions(SeedOptions.USUAL.minSteps(), SeedOptions.USUAL.minFaults(), bug);
    for (long seed = 1; seed <= MAX_SEEDS; seed++) {
      SeedResult result = SeedRun.run(seed, options);
      if (result.failed()) {
        System.out.println(bug + " was found by seed " + seed + ": " + result.judgement());
        return;
      }
    }
    fail(bug + " was not found by seeds 1 to " + MAX_SEEDS);
  }
}
