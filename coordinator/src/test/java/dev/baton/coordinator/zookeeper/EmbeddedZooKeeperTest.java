package dev.baton.coordinator.zookeeper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.coordinator.start.ExitCode;
import dev.baton.coordinator.start.StartException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.zookeeper.KeeperException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EmbeddedZooKeeperTest {
  @TempDir Path directory;

  @Test
  void whatWasWrittenIsThereAfterARestart() throws Exception {
    int port;
    try (EmbeddedZooKeeper server = EmbeddedZooKeeper.start(directory, 0);
        CuratorFramework client = ZooKeeperClient.open(server.connectString(), 2_000)) {
      port = server.port();
      client.blockUntilConnected(20, TimeUnit.SECONDS);
      client.create().creatingParentsIfNeeded().forPath("/a/b", new byte[] {7});
    }
    try (EmbeddedZooKeeper server = EmbeddedZooKeeper.start(directory, port);
        CuratorFramework client = ZooKeeperClient.open(server.connectString(), 2_000)) {
      assertEquals(port, server.port());
      client.blockUntilConnected(20, TimeUnit.SECONDS);
      assertEquals(7, client.getData().forPath("/a/b")[0]);
    }
  }

  @Test
  void aServerThatEndsByItselfIsStartedAgainAndItsClientsGoOn() throws Exception {
    try (EmbeddedZooKeeper server = EmbeddedZooKeeper.start(directory, 0);
        CuratorFramework client = ZooKeeperClient.open(server.connectString(), 30_000)) {
      client.blockUntilConnected(20, TimeUnit.SECONDS);
      client.create().forPath("/a", new byte[] {7});
      server.fail();
      assertEquals(7, readWhenItIsBack(client));
    }
  }

  private static byte readWhenItIsBack(CuratorFramework client) throws Exception {
    while (true) {
      try {
        return client.getData().forPath("/a")[0];
      } catch (KeeperException.ConnectionLossException
          | KeeperException.SessionExpiredException
          | KeeperException.OperationTimeoutException e) {
        client.blockUntilConnected(1, TimeUnit.SECONDS);
      }
    }
  }

  @Test
  void aPortInUseIsNamedAtOnce() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      StartException e =
          assertThrows(
              StartException.class,
              () -> EmbeddedZooKeeper.start(directory, taken.getLocalPort()).close());
      assertEquals(ExitCode.ADDRESS, e.exitCode());
      assertTrue(e.getMessage().contains("Port " + taken.getLocalPort()), e.getMessage());
      assertTrue(e.getMessage().contains("--zookeeper-port"), e.getMessage());
    }
  }

  @Test
  void aDirectoryThatCannotBeUsedIsNamed() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "not a directory");
    StartException e =
        assertThrows(StartException.class, () -> EmbeddedZooKeeper.start(file, 0).close());
    assertEquals(ExitCode.DATA_DIRECTORY, e.exitCode());
    assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
  }
}
