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
 * nothing that matters is lost when it is deleted. A server that ends by itself, for example
 * because the disk is full, is started again on the same port until it stays.
 */
public final class EmbeddedZooKeeper implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedZooKeeper.class);

  /** On a busy machine a start took 11 s. */
  private static final long START_LIMIT_MS = 40_000;

  private static final long STOP_LIMIT_MS = 5_000;
  private static final String LOOPBACK = "127.0.0.1";

  private static final long RESTART_PAUSE_MS = 2_000;

  private final Path directory;
  private final DatadirCleanupManager purge;
  private final int port;
  private final Thread thread = new Thread(this::guard, "zookeeper-guard");
  private volatile Running running;
  private volatile boolean closed;

  /** A server and the thread that it occupies. */
  private record Running(Server server, Thread thread) {
    void close() {
      server.close();
      try {
        thread.join(STOP_LIMIT_MS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private EmbeddedZooKeeper(
      Path directory, DatadirCleanupManager purge, int port, Running running) {
    this.directory = directory;
    this.purge = purge;
    this.port = port;
    this.running = running;
    thread.setDaemon(true);
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
    QuorumPeerConfig config = config(directory, port);
    Running running = run(config);
    int bound = await(running.server(), directory, port);
    DatadirCleanupManager purge =
        new DatadirCleanupManager(
            config.getDataDir(),
            config.getDataLogDir(),
            config.getSnapRetainCount(),
            config.getPurgeInterval());
    purge.start();
    log.info("ZooKeeper serves on {}:{} with its data in {}", LOOPBACK, bound, directory);
    EmbeddedZooKeeper zookeeper = new EmbeddedZooKeeper(directory, purge, bound, running);
    zookeeper.thread.start();
    return zookeeper;
  }

  private static QuorumPeerConfig config(Path directory, int port) throws StartException {
    try {
      Files.createDirectories(directory);
      QuorumPeerConfig parsed = new QuorumPeerConfig();
      parsed.parseProperties(properties(directory, port));
      return parsed;
    } catch (IOException | QuorumPeerConfig.ConfigException e) {
      throw new StartException(
          ExitCode.DATA_DIRECTORY,
          "ZooKeeper cannot use the directory " + directory + ": " + e.getMessage() + ".",
          e);
    }
  }

  private static Running run(QuorumPeerConfig parsed) {
    ServerConfig config = new ServerConfig();
    config.readFrom(parsed);
    Server server = new Server();
    Thread thread = new Thread(() -> server.run(config), "zookeeper-server");
    thread.setDaemon(true);
    thread.start();
    return new Running(server, thread);
  }

  /** Its clients find it at the same address and go on by themselves. */
  private void guard() {
    String said = "";
    try {
      while (!closed) {
        running.thread().join();
        if (closed) {
          return;
        }
        String trouble = running.server().trouble();
        if (!trouble.equals(said)) {
          said = trouble;
          log.error(
              "ZooKeeper stopped by itself ({}); it is started again every {} s",
              trouble,
              RESTART_PAUSE_MS / 1000);
        }
        TimeUnit.MILLISECONDS.sleep(RESTART_PAUSE_MS);
        if (restart()) {
          said = "";
        }
      }
    } catch (InterruptedException e) {
      // Closed while it waited.
    }
  }

  private boolean restart() {
    try {
      Running next = run(config(directory, port));
      running = next;
      if (closed) {
        next.close();
        return false;
      }
      await(next.server(), directory, port);
      log.info("ZooKeeper serves again on {}:{}", LOOPBACK, port);
      return true;
    } catch (StartException e) {
      log.debug("ZooKeeper did not start again", e);
      return false;
    }
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

  /** Ends the server as a fault would. */
  void fail() {
    running.server().close();
  }

  @Override
  public void close() {
    closed = true;
    purge.shutdown();
    thread.interrupt();
    running.close();
  }

  private static final class Server extends ZooKeeperServerMain {
    final CompletableFuture<Integer> started = new CompletableFuture<>();
    private volatile String trouble = "it gave no reason";

    /** Why it ended. */
    String trouble() {
      return trouble;
    }

    void run(ServerConfig config) {
      try {
        checkFree(config.getClientPortAddress());
        runFromConfig(config);
      } catch (Exception e) {
        trouble = e.getMessage() == null ? e.toString() : e.getMessage();
        if (!started.completeExceptionally(e)) {
          log.debug("ZooKeeper ended", e);
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
