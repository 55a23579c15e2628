package dev.baton.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.baton.simulation.fault.FaultKind;
import dev.baton.simulation.results.ResultsDirectory;
import dev.baton.simulation.results.SeedRange;
import dev.baton.simulation.results.SeedTally;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeedsTest {
  private static final int THREADS = 2;

  @TempDir private Path directory;

  private SeedTally run(SeedRange range) throws Exception {
    ResultsDirectory results =
        ResultsDirectory.open(directory, SeedOptions.USUAL.toArguments(), false);
    List<SeedResult> failures = new ArrayList<>();
    new SeedRunner(SeedOptions.USUAL, THREADS, failures::add).run(range, results);
    if (!failures.isEmpty()) {
      fail(failures.getFirst().report());
    }
    SeedTally total = results.total();
    System.out.println(total.coverage().table());
    System.out.println(total.summary());
    return total;
  }

  @Test
  void noCheckerFindsAnythingInSomeHundredSeeds() throws Exception {
    SeedTally total = run(new SeedRange(1, 250));
    assertEquals(250, total.seeds());
    assertTrue(total.steps() >= 250 * SeedOptions.USUAL.minSteps());
    for (FaultKind kind : FaultKind.values()) {
      assertTrue(total.coverage().count(kind) > 0, () -> "no seed had " + kind);
    }
  }

  @Test
  @Tag("slow")
  void noCheckerFindsAnythingInTwoThousandSeeds() throws Exception {
    assertEquals(2_000, run(new SeedRange(1_001, 3_000)).seeds());
  }
}
