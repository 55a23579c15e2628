package dev.baton.executor.registry;

import dev.baton.common.cluster.ClusterPaths;
import dev.baton.common.cluster.CoordinatorNode;
import dev.baton.common.cluster.ExecutorNode;
import dev.baton.common.cluster.LeaderNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.recipes.cache.ChildData;
import org.apache.curator.framework.recipes.cache.CuratorCache;
import org.apache.curator.framework.recipes.cache.CuratorCacheListener;
import org.apache.curator.framework.recipes.nodes.PersistentNode;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.curator.retry.BoundedExponentialBackoffRetry;
import org.apache.zookeeper.CreateMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This executor's place in ZooKeeper. Its node is put back when it is lost, with a session or by
 * hand; ZooKeeper may be away for any time, at the start too.
 */
public final class ZooKeeperRegistry implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ZooKeeperRegistry.class);

  /** Long, for heartbeats notice a lost executor in a second; the session is evidence only. */
  public static final int DEFAULT_SESSION_MS = 10_000;

  private static final int CONNECTION_TIMEOUT_MS = 5_000;
  private static final int RETRY_MIN_MS = 200;
  private static final int RETRY_MAX_MS = 5_000;
  private static final int RETRIES = 29;
  private static final int CLOSE_LIMIT_MS = 1_000;

  private final CuratorFramework client;
  private final PersistentNode registration;
  private final CuratorCache leader;
  private final CuratorCache coordinators;
  private final Listener listener;

  /** Hears what ZooKeeper says of coordinators, on Curator's threads; may be told twice. */
  public interface Listener {
    /** Where the leader takes executors, {@code host:port}. Perhaps an old word. */
    void leaderAt(String address);

    /** Where all coordinators take executors. */
    void coordinatorsAt(List<String> addresses);
  }

  private ZooKeeperRegistry(CuratorFramework client, ExecutorNode node, Listener listener) {
    this.client = client;
    this.listener = listener;
    this.registration =
        new PersistentNode(client, CreateMode.EPHEMERAL, false, node.path(), node.toBytes());
    this.leader =
        CuratorCache.build(client, ClusterPaths.LEADER, CuratorCache.Options.SINGLE_NODE_CACHE);
    this.coordinators = CuratorCache.build(client, ClusterPaths.COORDINATORS);
  }

  /**
   * Connects in the background and keeps trying.
   *
   * @param connectString {@code host:port,host:port/path}
   * @throws IllegalArgumentException if the connect string makes no sense
   */
  public static ZooKeeperRegistry open(
      String connectString, int sessionMs, ExecutorNode node, Listener listener) {
    CuratorFramework client =
        CuratorFrameworkFactory.builder()
            .connectString(connectString)
            .sessionTimeoutMs(sessionMs)
            .connectionTimeoutMs(CONNECTION_TIMEOUT_MS)
            .retryPolicy(new BoundedExponentialBackoffRetry(RETRY_MIN_MS, RETRY_MAX_MS, RETRIES))
            .ensembleTracker(false)
            .dontUseContainerParents()
            .maxCloseWaitMs(CLOSE_LIMIT_MS)
            .waitForShutdownTimeoutMs(CLOSE_LIMIT_MS)
            .build();
    ZooKeeperRegistry registry = new ZooKeeperRegistry(client, node, listener);
    registry.begin(connectString);
    return registry;
  }

  private void begin(String connectString) {
    client
        .getConnectionStateListenable()
        .addListener((c, state) -> sayConnection(connectString, state));
    leader
        .listenable()
        .addListener(CuratorCacheListener.builder().forAll(this::leaderSeen).build());
    coordinators
        .listenable()
        .addListener(
            CuratorCacheListener.builder().forAll((t, old, now) -> coordinatorsSeen()).build());
    client.start();
    leader.start();
    coordinators.start();
    registration.start();
  }

  private static void sayConnection(String connectString, ConnectionState state) {
    switch (state) {
      case CONNECTED, RECONNECTED -> LOG.info("ZooKeeper at {} answers", connectString);
      case SUSPENDED ->
          LOG.warn(
              "ZooKeeper at {} does not answer; the link to the leader and what runs go on",
              connectString);
      case LOST ->
          LOG.warn(
              "The session with ZooKeeper at {} is over; this executor registers again when it"
                  + " answers",
              connectString);
      case READ_ONLY -> LOG.warn("ZooKeeper at {} is read-only", connectString);
    }
  }

  private void leaderSeen(CuratorCacheListener.Type type, ChildData before, ChildData now) {
    if (now == null) {
      return;
    }
    try {
      listener.leaderAt(LeaderNode.parse(now.getData()).linkAddress());
    } catch (IllegalArgumentException e) {
      LOG.warn("The leader's node in ZooKeeper makes no sense: {}", e.getMessage());
    }
  }

  private void coordinatorsSeen() {
    List<String> addresses = new ArrayList<>();
    coordinators.stream()
        .filter(child -> !child.getPath().equals(ClusterPaths.COORDINATORS))
        .forEach(child -> addAddress(child, addresses));
    addresses.sort(null);
    listener.coordinatorsAt(List.copyOf(addresses));
  }

  private static void addAddress(ChildData child, List<String> addresses) {
    try {
      addresses.add(CoordinatorNode.parse(child.getData()).linkAddress());
    } catch (IllegalArgumentException e) {
      LOG.warn("The node {} in ZooKeeper makes no sense: {}", child.getPath(), e.getMessage());
    }
  }

  /** Removes the registration where ZooKeeper answers, and disconnects. */
  @Override
  public void close() {
    leader.close();
    coordinators.close();
    try {
      registration.close();
    } catch (IOException e) {
      LOG.info("The registration in ZooKeeper ends with its session: {}", e.getMessage());
    }
    client.close();
  }
}
