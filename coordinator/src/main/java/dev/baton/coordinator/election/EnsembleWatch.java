package dev.baton.coordinator.election;

import static dev.baton.common.cluster.ClusterPaths.ELECTION;

import dev.baton.coordinator.core.Input;
import dev.baton.coordinator.core.Input.ZooKeeperHeard;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.api.CuratorEvent;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.zookeeper.KeeperException.Code;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the core how the connection to ZooKeeper stands. While it is lost it asks each server, once
 * a second: one that answers and serves nobody lacks its majority. After a return it looks whether
 * the ensemble still holds what it had held.
 */
public final class EnsembleWatch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EnsembleWatch.class);
  private static final long LOOK_EVERY_MS = 1_000;
  private static final int ASK_LIMIT_MS = 400;
  private static final int MAX_ANSWER_BYTES = 512;

  /** The one question that servers answer by default. */
  private static final byte[] QUESTION = "srvr".getBytes(StandardCharsets.US_ASCII);

  private static final int DEFAULT_PORT = 2181;

  private final CuratorFramework client;
  private final List<InetSocketAddress> servers;
  private final Consumer<Input> inputs;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("ensemble-watch").daemon().factory());

  // Of the thread alone.
  private boolean connected;
  private boolean everConnected;

  /** When the election's folder was made, by ZooKeeper's count; 0 = not known. */
  private long made;

  private enum Answer {
    SERVES,
    SERVES_NOBODY,
    NONE
  }

  /**
   * @param connectString {@code host:port,host:port/path}
   * @param inputs takes what the core should know; must not block
   */
  public EnsembleWatch(CuratorFramework client, String connectString, Consumer<Input> inputs) {
    this.client = client;
    this.servers = servers(connectString);
    this.inputs = inputs;
  }

  static List<InetSocketAddress> servers(String connectString) {
    int path = connectString.indexOf('/');
    String hosts = path < 0 ? connectString : connectString.substring(0, path);
    List<InetSocketAddress> found = new ArrayList<>();
    for (String server : hosts.split(",", -1)) {
      int colon = server.lastIndexOf(':');
      String host = colon < 0 ? server : server.substring(0, colon);
      int port = colon < 0 ? DEFAULT_PORT : Integer.parseInt(server.substring(colon + 1).strip());
      found.add(InetSocketAddress.createUnresolved(host.strip(), port));
    }
    return found;
  }

  public void start() {
    client.getConnectionStateListenable().addListener((c, state) -> post(() -> changed(state)));
    thread.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
  }

  private void changed(ConnectionState state) {
    switch (state) {
      case CONNECTED, RECONNECTED -> {
        boolean back = everConnected && !connected;
        connected = true;
        everConnected = true;
        inputs.accept(new ZooKeeperHeard(true, false, false, ""));
        if (back) {
          askWhetherWiped();
        }
      }
      case SUSPENDED, LOST, READ_ONLY -> {
        connected = false;
        inputs.accept(new ZooKeeperHeard(false, false, false, state.toString()));
      }
    }
  }

  private void look() {
    try {
      if (!connected && !everConnected && client.getZookeeperClient().isConnected()) {
        // It had connected before we listened.
        changed(ConnectionState.CONNECTED);
      }
      if (connected && made == 0) {
        askWhetherWiped();
      } else if (everConnected && !connected) {
        inputs.accept(askServers());
      }
    } catch (RuntimeException e) {
      log.warn("The ensemble could not be looked at: {}", e.toString());
    }
  }

  private void askWhetherWiped() {
    Zk.ask(callback -> client.checkExists().inBackground(callback).forPath(ELECTION))
        .thenAccept(event -> post(() -> toldWhenMade(event)));
  }

  private void toldWhenMade(CuratorEvent event) {
    boolean there = Zk.code(event) == Code.OK && event.getStat() != null;
    boolean missing = Zk.code(event) == Code.NONODE;
    if (!there && !missing) {
      return;
    }
    long now = there ? event.getStat().getCzxid() : 0;
    if (made != 0 && now != made) {
      inputs.accept(
          new ZooKeeperHeard(
              true,
              false,
              true,
              there
                  ? "its folder " + ELECTION + " is another than before"
                  : "its folder " + ELECTION + " is gone"));
    }
    made = now;
  }

  private ZooKeeperHeard askServers() {
    int serving = 0;
    int servingNobody = 0;
    StringBuilder detail = new StringBuilder();
    for (InetSocketAddress server : servers) {
      Answer answer = ask(server);
      serving += answer == Answer.SERVES ? 1 : 0;
      servingNobody += answer == Answer.SERVES_NOBODY ? 1 : 0;
      detail.append(detail.isEmpty() ? "" : ", ").append(server.getHostString());
      detail.append(':').append(server.getPort()).append(' ');
      detail.append(
          switch (answer) {
            case SERVES -> "serves";
            case SERVES_NOBODY -> "answers and serves nobody";
            case NONE -> "does not answer";
          });
    }
    return new ZooKeeperHeard(false, serving == 0 && servingNobody > 0, false, detail.toString());
  }

  private static Answer ask(InetSocketAddress server) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(server.getHostString(), server.getPort()), ASK_LIMIT_MS);
      socket.setSoTimeout(ASK_LIMIT_MS);
      socket.getOutputStream().write(QUESTION);
      socket.getOutputStream().flush();
      InputStream in = socket.getInputStream();
      String text = new String(in.readNBytes(MAX_ANSWER_BYTES), StandardCharsets.US_ASCII);
      if (text.isEmpty()) {
        return Answer.NONE;
      }
      return text.contains("not currently serving") ? Answer.SERVES_NOBODY : Answer.SERVES;
    } catch (IOException e) {
      return Answer.NONE;
    }
  }

  private void post(Runnable task) {
    try {
      thread.execute(task);
    } catch (RejectedExecutionException e) {
      log.debug("The watch of the ensemble is closed");
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
