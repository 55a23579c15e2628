package dev.baton.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code baton up} where it cannot come up. */
@Timeout(120)
class StartFaultsTest {
  @TempDir Path folder;

  @Test
  void aDirectoryThatCannotBeMadeIsNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    Spoken refused = Spoken.by("up", "--once", "--data-dir", file.toString());
    assertEquals(
        "baton up: cannot make the data directory "
            + file
            + ": "
            + file
            + " is in the way. Name another one with --data-dir.\n",
        refused.err());
    assertEquals(3, refused.code());
  }

  @Test
  void whereTheLogsCannotBeWrittenItSaysSo() throws Exception {
    Files.writeString(folder.resolve("logs"), "a file where the folder should be");
    Spoken refused = Spoken.by("up", "--once", "--data-dir", folder.toString());
    assertEquals(3, refused.code());
    assertTrue(refused.err().startsWith("baton up: cannot start the coordinator: "), refused.err());
    assertEquals(1, refused.err().lines().count(), refused.err());
  }

  @Test
  void aPortInUseIsNamedByTheCoordinatorThatWantedIt() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      Spoken refused =
          Spoken.by(
              "up", "--once", "--data-dir", folder.resolve("d").toString(), "--api-port", port);
      assertEquals(3, refused.code());
      assertTrue(
          refused.err().contains("Cannot listen on 127.0.0.1:" + port)
              && refused.err().contains("choose another with --api-port"),
          refused.err());
    }
  }
}
