package dev.baton.coordinator.election;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.coordinator.core.Input;
import dev.baton.coordinator.core.Input.ZooKeeperHeard;
import dev.baton.coordinator.zookeeper.ZooKeeperClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.curator.framework.CuratorFramework;
import org.apache.zookeeper.server.quorum.QuorumPeerMain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of a real ensemble of two servers, which needs both to serve anybody. */
class EnsembleWatchTest {
  private static final int SERVERS = 2;
  private static final int SESSION_MS = 4_000;
  private static final long PATIENCE_MS = 60_000;
  private static final long LOOK_EVERY_MS = 200;

  @TempDir private Path directory;
  private final List<Server> ensemble = new ArrayList<>();
  private final BlockingQueue<Input> inputs = new LinkedBlockingQueue<>();
  private CuratorFramework client;
  private EnsembleWatch watch;

  /** One of them, in a process of its own. */
  private static final class Server {
    private final Path home;
    private final int port;
    private Process process;

    Server(Path home, int port) {
      this.home = home;
      this.port = port;
    }

    void start() throws IOException {
      process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-Xmx64m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  QuorumPeerMain.class.getName(),
                  home.resolve("zoo.cfg").toString())
              .redirectErrorStream(true)
              .redirectOutput(home.resolve("log").toFile())
              .start();
    }

    void kill() throws InterruptedException {
      process.destroyForcibly().waitFor();
    }
  }

  private void connect() throws Exception {
    List<Integer> ports = freePorts(3 * SERVERS);
    StringBuilder members = new StringBuilder();
    for (int i = 0; i < SERVERS; i++) {
      members.append(
          "server.%d=127.0.0.1:%d:%d%n"
              .formatted(i + 1, ports.get(3 * i + 1), ports.get(3 * i + 2)));
    }
    for (int i = 0; i < SERVERS; i++) {
      Path home = directory.resolve("server-" + (i + 1));
      Files.createDirectories(home.resolve("data"));
      Files.writeString(home.resolve("data").resolve("myid"), Integer.toString(i + 1));
      Files.writeString(
          home.resolve("zoo.cfg"),
          """
          tickTime=500
          initLimit=40
          syncLimit=20
          minSessionTimeout=1000
          maxSessionTimeout=60000
          admin.enableServer=false
          dataDir=%s
          clientPort=%d
          clientPortAddress=127.0.0.1
          %s\
          """
              .formatted(home.resolve("data"), ports.get(3 * i), members));
      ensemble.add(new Server(home, ports.get(3 * i)));
    }
    for (Server server : ensemble) {
      server.start();
    }
    String connectString =
        "127.0.0.1:" + ensemble.get(0).port + ",127.0.0.1:" + ensemble.get(1).port;
    client = ZooKeeperClient.open(connectString, SESSION_MS);
    watch = new EnsembleWatch(client, connectString, inputs::add);
    watch.start();
    await("a connection", ZooKeeperHeard::connected);
  }

  @AfterEach
  void close() throws InterruptedException {
    if (watch != null) {
      watch.close();
      client.close();
    }
    for (Server server : ensemble) {
      if (server.process != null) {
        server.kill();
      }
    }
  }

  private static List<Integer> freePorts(int count) throws IOException {
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return held.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : held) {
        socket.close();
      }
    }
  }

  /** The first that is told from now on and is so. */
  private ZooKeeperHeard await(String what, Predicate<ZooKeeperHeard> wanted)
      throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
    while (true) {
      assertTrue(System.nanoTime() < end, () -> what + " was not told within " + PATIENCE_MS);
      Input input = inputs.poll(LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
      if (input instanceof ZooKeeperHeard heard && wanted.test(heard)) {
        return heard;
      }
    }
  }

  @Test
  void aServerWithoutItsMajorityAnswersAndServesNobody() throws Exception {
    connect();
    ensemble.get(1).kill();
    ZooKeeperHeard heard = await("the missing majority", ZooKeeperHeard::noQuorum);
    assertFalse(heard.connected());
    assertTrue(heard.detail().contains("answers and serves nobody"), heard.detail());
    assertTrue(heard.detail().contains("does not answer"), heard.detail());
    ensemble.get(1).start();
    assertFalse(await("the return", ZooKeeperHeard::connected).wiped());
  }

  @Test
  void serversAreReadFromTheConnectString() {
    assertEquals(
        List.of(
            InetSocketAddress.createUnresolved("a", 1),
            InetSocketAddress.createUnresolved("b", 2181)),
        EnsembleWatch.servers("a:1, b/baton"));
  }
}
