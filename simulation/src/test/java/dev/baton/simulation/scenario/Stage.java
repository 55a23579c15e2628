package dev.baton.simulation.scenario;

import static org.junit.jupiter.api.Assertions.fail;

import dev.baton.coordinator.core.CoreSettings;
import dev.baton.simulation.check.Violation;
import dev.baton.simulation.plant.PlantedBug;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.TestInfo;

/**
 * Plays a scenario: with all rules as they should be it ends well, whatever the seed; and with each
 * planted bug that it {@link Proves} it does not, for one seed at least.
 */
abstract class Stage {
  private static final int SEEDS = 3;

  /** The delays of some seeds hide a bug. */
  private static final int SEEDS_WITH_BUG = 12;

  /** Of the coordinators' cores. */
  CoreSettings settings() {
    return CoreSettings.DEFAULT;
  }

  final void play(TestInfo test, Consumer<Scene> story) {
    for (long seed = 1; seed <= SEEDS; seed++) {
      Scene scene = new Scene(seed, settings(), null);
      try {
        story.accept(scene);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError(
            String.join("\n", scene.lastLines()) + "\nwith seed " + seed + ": " + e, e);
      }
    }
    Proves proves = test.getTestMethod().orElseThrow().getAnnotation(Proves.class);
    for (PlantedBug bug : proves == null ? new PlantedBug[0] : proves.value()) {
      if (!isFound(bug, story)) {
        fail(bug + " does not come to light");
      }
    }
  }

  private boolean isFound(PlantedBug bug, Consumer<Scene> story) {
    List<String> otherwise = new ArrayList<>();
    for (long seed = 1; seed <= SEEDS_WITH_BUG; seed++) {
      try {
        story.accept(new Scene(seed, settings(), bug));
      } catch (Violation found) {
        return true;
      } catch (RuntimeException | AssertionError e) {
        otherwise.add("seed " + seed + ": " + e);
      }
    }
    if (!otherwise.isEmpty()) {
      fail(bug + " leads to something else than a checker's word: " + otherwise);
    }
    return false;
  }
}
