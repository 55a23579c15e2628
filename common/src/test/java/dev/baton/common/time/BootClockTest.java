package dev.baton.common.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class BootClockTest {
  @Test
  void uptimeIsReadToTheHundredth() {
    assertEquals(997_900_000_000L, BootClock.parseUptime("997.90 1763.92\n"));
    assertEquals(90_000_000L, BootClock.parseUptime("0.09 0.00\n"));
    assertThrows(IllegalStateException.class, () -> BootClock.parseUptime("997\n"));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void theClockNeverGoesBackAndStaysWithUptime() throws IOException {
    BootClock clock = BootClock.system();
    long before = clock.nanos();
    for (int i = 0; i < 10_000; i++) {
      long now = clock.nanos();
      assertTrue(now >= before);
      before = now;
    }
    long floor = BootClock.parseUptime(Files.readString(Path.of("/proc/uptime")));
    assertTrue(clock.nanos() >= floor);
  }
}
