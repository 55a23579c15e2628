package dev.baton.coordinator.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.api.ClusterView;
import dev.baton.common.api.CoordinatorRole;
import dev.baton.common.api.client.BatonClient;
import dev.baton.common.api.client.ClientFile;
import dev.baton.common.api.client.ClientSettings;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class RunningCoordinatorTest {
  @TempDir Path directory;

  @Test
  void aStandaloneCoordinatorLeadsAndLeadsAgainUnderAHigherEpochAfterARestart() throws Exception {
    assertEquals(1, leadOnce());
    assertEquals(2, leadOnce());
    for (String secret : new String[] {"tokens", "executor.token", "client.json"}) {
      assertEquals(
          "rw-------",
          PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(secret))),
          secret);
    }
  }

  private long leadOnce() throws Exception {
    try (RunningCoordinator coordinator = start(0)) {
      ClientFile file = ClientFile.read(directory);
      assertEquals(coordinator.apiAddress(), file.servers().getFirst());
      try (BatonClient client = BatonClient.of(ClientSettings.of(file.servers(), file.token()))) {
        ClusterView view = client.cluster();
        while (view.leader() == null) {
          TimeUnit.MILLISECONDS.sleep(20);
          view = client.cluster();
        }
        assertEquals(CoordinatorRole.LEADER, view.role());
        assertEquals("c1", view.leader());
        return view.epoch();
      }
    }
  }

  @Test
  void aDirectoryInUseAndAPortInUseAreNamed() throws Exception {
    try (RunningCoordinator first = start(0)) {
      StartException inUse = assertThrows(StartException.class, () -> start(0).close());
      assertEquals(ExitCode.DATA_DIRECTORY, inUse.exitCode());
      assertTrue(inUse.getMessage().contains(directory.toString()), inUse.getMessage());
      assertFalse(first.zookeeper().isEmpty());
    }
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      StartException port =
          assertThrows(StartException.class, () -> start(taken.getLocalPort()).close());
      assertEquals(ExitCode.ADDRESS, port.exitCode());
      assertTrue(port.getMessage().contains(":" + taken.getLocalPort()), port.getMessage());
      assertTrue(port.getMessage().contains("--api-port"), port.getMessage());
    }
  }

  private RunningCoordinator start(int apiPort) throws StartException {
    return RunningCoordinator.start(
        CoordinatorSettings.standalone("c1", directory, apiPort, 0), () -> {});
  }
}
