package dev.baton.cli.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnClocksTest {
  /** Far more than a busy machine takes to start a program, and far less than a step. */
  private static final double SLACK_S = 600;

  @Test
  void aProcessSeesItsOwnClockAndNoOthers(@TempDir Path folder) {
    assumeTrue(OwnClocks.missing().isEmpty(), OwnClocks.missing());
    OwnClocks clocks = new OwnClocks(folder);
    var ahead = clocks.prefix("ahead");
    var behind = clocks.prefix("behind");
    assertEquals(0, offsetS(ahead), SLACK_S);
    clocks.set("ahead", 3_600_000);
    clocks.set("behind", -3_600_500);
    assertEquals(3_600, offsetS(ahead), SLACK_S);
    assertEquals(-3_600, offsetS(behind), SLACK_S);
    clocks.set("ahead", 0);
    assertEquals(0, offsetS(ahead), SLACK_S);
  }

  private static double offsetS(List<String> prefix) {
    String seconds = Command.output(prefix, "date", "+%s").strip();
    return Long.parseLong(seconds) - Instant.now().getEpochSecond();
  }
}
