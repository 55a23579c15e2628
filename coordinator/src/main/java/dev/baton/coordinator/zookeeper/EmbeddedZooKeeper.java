package dev.baton.coordinator.zookeeper;

import dev.baton.coordinator.start.ExitCode;
import dev.baton.coordinator.start.StartException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.zookeeper.server.DatadirCleanupManager;
import org.apache.zookeeper.server.ServerConfig;
import org.apache.zookeeper.server.ZooKeeperServerMain;
import org.apache.zookeeper.server.quorum.QuorumPeerConfig;
import org.apache.zookeeper.util.ServiceUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One ZooKeeper server in this process, reachable from this machine only. Its data is durable, but
 * nothing that matters is lost when it is deleted.
 */
public final class EmbeddedZooKeeper implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedZooKeeper.class);

  /** On a busy machine a start took 11 s. */
  private static final long START_LIMIT_MS = 40_000;

  private static final long STOP_LIMIT_MS = 5_000;
  private static final String LOOPBACK = "127.0.0.1";

  private final Server server;
  private final DatadirCleanupManager purge;
  private final Thread thread;
  private final int port;

  private EmbeddedZooKeeper(Server server, DatadirCleanupManager purge, Thread thread, int port) {
    this.server = server;
    this.purge = purge;
    this.thread = thread;
    this.port = port;
  }

  /**
   * Starts the server and waits until it serves.
   *
   * @param directory for its data; made if it is not there
   * @param port 0 = any that is free
   */
  public static EmbeddedZooKeeper start(Path directory, int port) throws StartException {
    // Before any class of the server reads them; it has no other way to be told.
    System.setProperty("zookeeper.admin.enableServer", "false");
    System.setProperty("zookeeper.4lw.commands.whitelist", "");
    System.setProperty("zookeeper.jmx.log4j.disable", "true");
    ServiceUtils.setSystemExitProcedure(ServiceUtils.LOG_ONLY);
    ServerConfig config = new ServerConfig();
    DatadirCleanupManager purge;
    try {
      Files.createDirectories(directory);
      QuorumPeerConfig parsed = new QuorumPeerConfig();
      parsed.parseProperties(properties(directory, port));
      config.readFrom(parsed);
      purge =
          new DatadirCleanupManager(
              parsed.getDataDir(),
              parsed.getDataLogDir(),
              parsed.getSnapRetainCount(),
              parsed.getPurgeInterval());
    } catch (IOException | QuorumPeerConfig.ConfigException e) {
      throw new StartException(
          ExitCode.DATA_DIRECTORY,
          "ZooKeeper cannot use the directory " + directory + ": " + e.getMessage() + ".",
          e);
    }
    Server server = new Server();
    Thread thread = new Thread(() -> server.run(config), "zookeeper-server");
    thread.setDaemon(true);
    thread.start();
    int bound = await(server, directory, port);
    purge.start();
    log.info("ZooKeeper serves on {}:{} with its data in {}", LOOPBACK, bound, directory);
    return new EmbeddedZooKeeper(server, purge, thread, bound);
  }

  private static Properties properties(Path directory, int port) {
    Properties properties = new Properties();
    properties.setProperty("dataDir", directory.toAbsolutePath().toString());
    properties.setProperty("clientPortAddress", LOOPBACK);
    properties.setProperty("clientPort", Integer.toString(port));
    properties.setProperty("tickTime", "500");
    properties.setProperty("minSessionTimeout", "1000");
    properties.setProperty("maxSessionTimeout", "60000");
    properties.setProperty("maxClientCnxns", "0");
    properties.setProperty("autopurge.snapRetainCount", "3");
    properties.setProperty("autopurge.purgeInterval", "1");
    return properties;
  }

  private static int await(Server server, Path directory, int port) throws StartException {
    try {
      return server.started.get(START_LIMIT_MS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      server.close();
      if (e.getCause() instanceof BindException) {
        throw new StartException(
            ExitCode.ADDRESS,
            "Port "
                + port
                + " for ZooKeeper is in use on "
                + LOOPBACK
                + ". Stop the program that uses it, or choose another with --zookeeper-port.",
            e);
      }
      throw new StartException(
          ExitCode.ZOOKEEPER,
          "ZooKeeper did not start in "
              + directory
              + ": "
              + e.getCause().getMessage()
              + ". What it keeps there can be deleted without loss.",
          e);
    } catch (TimeoutException e) {
      server.close();
      throw new StartException(
          ExitCode.ZOOKEEPER,
          "ZooKeeper did not start within "
              + START_LIMIT_MS / 1000
              + " s; the machine is too busy, or its disk is. Try again.",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      server.close();
      throw new StartException(ExitCode.FAILED, "The start was interrupted.", e);
    }
  }

  public int port() {
    return port;
  }

  public String connectString() {
    return LOOPBACK + ":" + port;
  }

  @Override
  public void close() {
    purge.shutdown();
    server.close();
    try {
      thread.join(STOP_LIMIT_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Server extends ZooKeeperServerMain {
    final CompletableFuture<Integer> started = new CompletableFuture<>();

    void run(ServerConfig config) {
      try {
        checkFree(config.getClientPortAddress());
        runFromConfig(config);
      } catch (Exception e) {
        if (!started.completeExceptionally(e)) {
          log.error("ZooKeeper stopped by itself", e);
        }
      }
    }

    /** The server itself says only that it could not bind, some layers down. */
    private static void checkFree(InetSocketAddress address) throws IOException {
      if (address.getPort() != 0) {
        new ServerSocket(address.getPort(), 1, address.getAddress()).close();
      }
    }

    @Override
    protected void serverStarted() {
      started.complete(getClientPort());
    }
  }
}
