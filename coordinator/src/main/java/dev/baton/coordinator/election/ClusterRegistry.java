package dev.baton.coordinator.election;

import static dev.baton.common.cluster.ClusterPaths.COORDINATORS;
import static dev.baton.common.cluster.ClusterPaths.LEADER;

import dev.baton.common.cluster.CoordinatorNode;
import dev.baton.common.cluster.LeaderNode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.api.CuratorEvent;
import org.apache.curator.framework.recipes.cache.ChildData;
import org.apache.curator.framework.recipes.cache.CuratorCache;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is there: registers this coordinator under its name, and knows the others and the leader for
 * those who ask. Nothing is decided by it.
 */
public final class ClusterRegistry implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ClusterRegistry.class);
  private static final long LOOK_EVERY_MS = 2_000;

  private final CuratorFramework client;
  private final CoordinatorNode self;
  private final String path;
  private final CuratorCache leaderCache;
  private final CuratorCache coordinatorCache;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("registry").daemon().factory());

  /** The other process that was last seen under our name. */
  private String seenOther = "";

  public ClusterRegistry(CuratorFramework client, CoordinatorNode self) {
    this.client = client;
    this.self = self;
    this.path = COORDINATORS + "/" + self.id();
    this.leaderCache = CuratorCache.build(client, LEADER, CuratorCache.Options.SINGLE_NODE_CACHE);
    this.coordinatorCache = CuratorCache.build(client, COORDINATORS);
  }

  public void start() {
    leaderCache.start();
    coordinatorCache.start();
    client
        .getConnectionStateListenable()
        .addListener((c, state) -> {
          if (state == ConnectionState.CONNECTED || state == ConnectionState.RECONNECTED) {
            post(this::look);
          }
        });
    thread.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
  }

  /** Who announced last that it leads, if it is still registered. */
  public Optional<LeaderNode> leader() {
    return leaderCache
        .get(LEADER)
        .flatMap(ClusterRegistry::leaderOf)
        .filter(leader ->
            coordinators().stream().anyMatch(it -> it.incarnation().equals(leader.incarnation())));
  }

  /** Registered coordinators, by name. */
  public List<CoordinatorNode> coordinators() {
    return coordinatorCache.stream()
        .filter(node -> node.getPath().length() > COORDINATORS.length())
        .sorted()
        .flatMap(node -> coordinatorOf(node).stream())
        .toList();
  }

  private static Optional<LeaderNode> leaderOf(ChildData node) {
    try {
      return Optional.of(LeaderNode.parse(node.getData()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<CoordinatorNode> coordinatorOf(ChildData node) {
    try {
      return Optional.of(CoordinatorNode.parse(node.getData()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private void look() {
    Zk.ask(callback -> client.getData().inBackground(callback).forPath(path))
        .thenAccept(event -> post(() -> looked(event)));
  }

  private void looked(CuratorEvent event) {
    if (Zk.code(event) == Code.NONODE) {
      create();
    } else if (Zk.code(event) == Code.OK) {
      compare(event);
    }
  }

  private void create() {
    Zk.ask(callback ->
        client
            .create()
            .creatingParentsIfNeeded()
            .withMode(CreateMode.EPHEMERAL)
            .inBackground(callback)
            .forPath(path, self.toBytes()));
  }

  private void compare(CuratorEvent event) {
    CoordinatorNode registered;
    try {
      registered = CoordinatorNode.parse(event.getData());
    } catch (IllegalArgumentException e) {
      registered = new CoordinatorNode("", "", "", "");
    }
    if (registered.incarnation().equals(self.incarnation())
        || registered.incarnation().equals(seenOther)) {
      return;
    }
    seenOther = registered.incarnation();
    if (self.isNextLifeOf(registered)) {
      int version = event.getStat().getVersion();
      Zk.ask(callback -> client.delete().withVersion(version).inBackground(callback).forPath(path))
          .thenAccept(deleted -> post(this::look));
    } else {
      log.warn(
          "The name {} is taken by another coordinator at {}; give each a name of its own (--id)",
          self.id(),
          registered.linkAddress());
    }
  }

  private void post(Runnable task) {
    try {
      thread.execute(task);
    } catch (RejectedExecutionException e) {
      log.debug("The registry is closed");
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    leaderCache.close();
    coordinatorCache.close();
  }
}
