package dev.baton.executor.registry;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.apache.zookeeper.server.NIOServerCnxnFactory;
import org.apache.zookeeper.server.ServerCnxnFactory;
import org.apache.zookeeper.server.ZooKeeperServer;

/** A ZooKeeper server in this process that can go away and come back at the same port. */
public final class ZooKeeperServerHere implements AutoCloseable {
  private static final int TICK_MS = 200;
  private static final int MAX_CONNECTIONS = 100;

  private final Path directory;
  private int port;
  private ServerCnxnFactory connections;

  public ZooKeeperServerHere(Path directory) {
    this.directory = directory;
  }

  /** Starts it, at the port it had before if there was one. */
  public void start() throws IOException, InterruptedException {
    System.setProperty("zookeeper.admin.enableServer", "false");
    ZooKeeperServer server = new ZooKeeperServer(directory.toFile(), directory.toFile(), TICK_MS);
    server.setMinSessionTimeout(500);
    server.setMaxSessionTimeout(60_000);
    connections = new NIOServerCnxnFactory();
    connections.configure(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), MAX_CONNECTIONS);
    connections.startup(server);
    port = connections.getLocalPort();
  }

  public void stop() {
    if (connections != null) {
      connections.shutdown();
      connections = null;
    }
  }

  public String connectString() {
    return "127.0.0.1:" + port;
  }

  @Override
  public void close() {
    stop();
  }
}
