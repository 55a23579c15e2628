package dev.baton.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DeterminismTest {
  private static final SeedOptions SHORT = new SeedOptions(4_000, 10, null);

  private static List<String> trace(long seed) {
    List<String> lines = new ArrayList<>();
    SeedRun.run(seed, SHORT, lines::add);
    return lines;
  }

  @Test
  void theSameSeedGivesTheSameTraceLineByLine() {
    for (long seed = 1; seed <= 3; seed++) {
      assertEquals(trace(seed), trace(seed));
    }
  }

  @Test
  void readingTheTraceChangesNothing() {
    long silent = SeedRun.run(4, SHORT).hash();
    assertEquals(silent, SeedRun.run(4, SHORT, line -> {}).hash());
  }

  @Test
  void anotherSeedGivesAnotherTrace() {
    assertNotEquals(SeedRun.run(5, SHORT).hash(), SeedRun.run(6, SHORT).hash());
  }

  /** Hash codes of objects, and the order of some sets, are new in each process. */
  @Test
  void anotherProcessGivesTheSameTrace() throws Exception {
    long seed = 7;
    String here = Long.toHexString(SeedRun.run(seed, SHORT).hash());
    for (String hashCodes : List.of("0", "2")) {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:+UnlockExperimentalVMOptions",
                  "-XX:hashCode=" + hashCodes,
                  "-XX:+UseSerialGC",
                  "-cp",
                  System.getProperty("java.class.path"),
                  SimulateMain.class.getName(),
                  "--seed",
                  Long.toString(seed),
                  "--steps",
                  Long.toString(SHORT.minSteps()),
                  "--faults",
                  Integer.toString(SHORT.minFaults()))
              .redirectErrorStream(true)
              .start();
      ByteArrayOutputStream output = new ByteArrayOutputStream();
      process.getInputStream().transferTo(output);
      assertTrue(process.waitFor(60, TimeUnit.SECONDS));
      String text = output.toString(StandardCharsets.UTF_8);
      assertTrue(text.contains("trace " + here), () -> "expected " + here + " in " + text);
    }
  }
}
