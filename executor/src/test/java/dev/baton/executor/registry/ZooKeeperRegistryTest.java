package dev.baton.executor.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.cluster.ClusterPaths;
import dev.baton.common.cluster.CoordinatorNode;
import dev.baton.common.cluster.ExecutorNode;
import dev.baton.common.cluster.LeaderNode;
import dev.baton.common.job.SortedMaps;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryNTimes;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZooKeeperRegistryTest {
  private static final ExecutorNode NODE =
      new ExecutorNode(
          "e1",
          "life-1",
          "default",
          SortedMaps.copyOf(Map.of("a", "b")),
          4,
          List.of(),
          "1",
          "h",
          7);

  @TempDir Path directory;

  private final BlockingQueue<String> leaders = new LinkedBlockingQueue<>();
  private final BlockingQueue<List<String>> coordinators = new LinkedBlockingQueue<>();
  private ZooKeeperServerHere server;
  private CuratorFramework other;

  @BeforeEach
  void start() throws Exception {
    server = new ZooKeeperServerHere(directory);
    server.start();
    other =
        CuratorFrameworkFactory.builder()
            .connectString(server.connectString())
            .retryPolicy(new RetryNTimes(50, 200))
            .dontUseContainerParents()
            .build();
    other.start();
  }

  @AfterEach
  void stop() {
    other.close();
    server.close();
  }

  @Test
  void itsNodeShowsItAndIsGoneWhenItStops() throws Exception {
    try (ZooKeeperRegistry registry = open()) {
      awaitNode();
      assertEquals(NODE, ExecutorNode.parse(other.getData().forPath(NODE.path())));
    }
    assertEquals(null, other.checkExists().forPath(NODE.path()));
  }

  @Test
  void aNodeThatSomebodyRemovedIsPutBack() throws Exception {
    try (ZooKeeperRegistry registry = open()) {
      Stat before = awaitNode();
      other.delete().forPath(NODE.path());
      Stat after = awaitNode();
      assertTrue(after.getCzxid() > before.getCzxid());
    }
  }

  @Test
  void itRegistersWhenZooKeeperComesUpLaterAndAgainAfterALostSession() throws Exception {
    server.stop();
    try (ZooKeeperRegistry registry = open()) {
      server.start();
      long session = awaitNode().getEphemeralOwner();
      server.stop();
      // Longer than its session; a client cannot be told to lose one.
      TimeUnit.MILLISECONDS.sleep(1_500);
      server.start();
      Stat stat = awaitNode();
      long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (stat.getEphemeralOwner() == session && System.nanoTime() < until) {
        TimeUnit.MILLISECONDS.sleep(50);
        stat = awaitNode();
      }
      assertTrue(stat.getEphemeralOwner() != session);
    }
  }

  @Test
  void itTellsOfTheLeaderAndOfEachOneAfterIt() throws Exception {
    try (ZooKeeperRegistry registry = open()) {
      publish(new LeaderNode("c1", "i1", 1, "h:1", "h:2"));
      assertEquals("h:2", leaders.poll(20, TimeUnit.SECONDS));
      publish(new LeaderNode("c2", "i2", 2, "g:1", "g:2"));
      assertEquals("g:2", leaders.poll(20, TimeUnit.SECONDS));
    }
  }

  @Test
  void itTellsOfCoordinators() throws Exception {
    try (ZooKeeperRegistry registry = open()) {
      other
          .create()
          .creatingParentsIfNeeded()
          .forPath(
              ClusterPaths.COORDINATORS + "/c2",
              new CoordinatorNode("c2", "i", "h:1", "h:2").toBytes());
      other
          .create()
          .forPath(
              ClusterPaths.COORDINATORS + "/c1",
              new CoordinatorNode("c1", "i", "g:1", "g:2").toBytes());
      List<String> seen = List.of();
      while (seen != null && !seen.equals(List.of("g:2", "h:2"))) {
        seen = coordinators.poll(20, TimeUnit.SECONDS);
      }
      assertEquals(List.of("g:2", "h:2"), seen);
    }
  }

  private ZooKeeperRegistry open() {
    return ZooKeeperRegistry.open(
        server.connectString(),
        1_000,
        NODE,
        new ZooKeeperRegistry.Listener() {
          @Override
          public void leaderAt(String address) {
            leaders.add(address);
          }

          @Override
          public void coordinatorsAt(List<String> addresses) {
            coordinators.add(addresses);
          }
        });
  }

  private void publish(LeaderNode leader) throws Exception {
    other
        .create()
        .orSetData()
        .creatingParentsIfNeeded()
        .forPath(ClusterPaths.LEADER, leader.toBytes());
  }

  private Stat awaitNode() throws Exception {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (System.nanoTime() < until) {
      Stat stat = other.checkExists().forPath(NODE.path());
      if (stat != null) {
        return stat;
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    throw new AssertionError("no node " + NODE.path());
  }
}
