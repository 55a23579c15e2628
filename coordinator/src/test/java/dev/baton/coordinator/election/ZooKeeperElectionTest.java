package dev.baton.coordinator.election;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.cluster.ClusterPaths;
import dev.baton.common.cluster.CoordinatorNode;
import dev.baton.common.cluster.LeaderNode;
import dev.baton.coordinator.core.Input;
import dev.baton.coordinator.core.Input.Confirmation;
import dev.baton.coordinator.core.Input.ElectionChanged;
import dev.baton.coordinator.core.Input.ElectionNode;
import dev.baton.coordinator.zookeeper.EmbeddedZooKeeper;
import dev.baton.coordinator.zookeeper.ZooKeeperClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.apache.curator.framework.CuratorFramework;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZooKeeperElectionTest {
  private static final int SESSION_MS = 1_000;
  private static final long PATIENCE_MS = 15_000;

  @TempDir static Path directory;
  private static EmbeddedZooKeeper server;

  private final List<Member> members = new ArrayList<>();

  @BeforeAll
  static void startServer() throws Exception {
    server = EmbeddedZooKeeper.start(directory, 0);
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @AfterEach
  void closeMembers() {
    members.forEach(Member::close);
  }

  @Test
  void theFirstToStandIsFirstAndTheNextFollowsWhenItWithdraws() throws Exception {
    Member a = member("a");
    Member b = member("b");
    a.election.stand();
    ElectionNode nodeOfA = a.awaitPlace(true);
    b.election.stand();
    ElectionNode nodeOfB = b.awaitPlace(false);
    a.election.withdraw(nodeOfA, "test");
    assertEquals(new ElectionChanged(nodeOfB, true), b.next(ElectionChanged.class));
  }

  @Test
  void confirmationTellsFirstFromNotFirstFromGone() throws Exception {
    Member a = member("a");
    Member b = member("b");
    a.election.stand();
    ElectionNode nodeOfA = a.awaitPlace(true);
    b.election.stand();
    ElectionNode nodeOfB = b.awaitPlace(false);
    assertEquals(Confirmation.FIRST, a.confirm(nodeOfA));
    assertEquals(Confirmation.NOT_FIRST, b.confirm(nodeOfB));
    a.client.delete().forPath(nodeOfA.path());
    assertEquals(Confirmation.NOT_FIRST, a.confirm(nodeOfA));
    assertEquals(Confirmation.FIRST, b.confirm(nodeOfB));
  }

  @Test
  void aCoordinatorWhosePlaceIsRemovedHearsOfItAndMayStandAgain() throws Exception {
    Member a = member("a");
    Member b = member("b");
    a.election.stand();
    ElectionNode first = a.awaitPlace(true);
    b.election.stand();
    b.awaitPlace(false);
    b.election.remove(b.standing.get().candidates().getFirst(), "test");
    assertEquals(new ElectionChanged(null, false), a.next(ElectionChanged.class));
    assertTrue(b.next(ElectionChanged.class).first());
    a.election.stand();
    assertNotEquals(first.path(), a.awaitPlace(false).path());
  }

  @Test
  void standingTwiceTakesOnePlace() throws Exception {
    Member a = member("a");
    a.election.stand();
    a.election.stand();
    a.awaitPlace(true);
    a.election.stand();
    assertEquals(1, a.client.getChildren().forPath(ClusterPaths.ELECTION).size());
    assertNull(a.inputs.poll(300, TimeUnit.MILLISECONDS));
  }

  @Test
  void withdrawingAndStandingAgainTakesAPlaceBehindTheOthers() throws Exception {
    Member a = member("a");
    Member b = member("b");
    a.election.stand();
    ElectionNode old = a.awaitPlace(true);
    b.election.stand();
    b.awaitPlace(false);
    a.election.withdraw(old, "test");
    a.election.stand();
    ElectionNode fresh = a.awaitPlace(false);
    assertNotEquals(old.path(), fresh.path());
    assertTrue(b.next(ElectionChanged.class).first());
  }

  /** The client must be back within the session after the restart: not sure on a busy machine. */
  @Test
  @Tag("slow")
  void anOutageLongerThanTheSessionEndsNothing() throws Exception {
    Member a = member("a");
    a.election.stand();
    ElectionNode node = a.awaitPlace(true);
    int port = server.port();
    server.close();
    try {
      assertEquals(Confirmation.UNKNOWN, a.confirm(node));
      assertNull(a.inputs.poll(2 * SESSION_MS, TimeUnit.MILLISECONDS), "said during the outage");
    } finally {
      server = EmbeddedZooKeeper.start(directory, port);
    }
    assertEquals(Confirmation.FIRST, a.confirm(node));
    assertNull(a.inputs.poll(300, TimeUnit.MILLISECONDS), "said after the outage");
  }

  @Test
  void anExpiredSessionLosesThePlace() throws Exception {
    Member a = member("a");
    a.election.stand();
    a.awaitPlace(true);
    a.client.getZookeeperClient().getZooKeeper().getTestable().injectSessionExpiration();
    assertEquals(new ElectionChanged(null, false), a.next(ElectionChanged.class));
    a.election.stand();
    a.awaitPlace(true);
  }

  @Test
  void theLeaderNodeIsWrittenOnlyByOneThatHasItsPlace() throws Exception {
    Member a = member("a");
    Member b = member("b");
    a.election.stand();
    ElectionNode nodeOfA = a.awaitPlace(true);
    b.election.stand();
    b.awaitPlace(false);
    a.election.announce(1);
    await(() -> "a".equals(leaderName(a)));
    a.client.delete().forPath(nodeOfA.path());
    a.next(ElectionChanged.class);
    b.next(ElectionChanged.class);
    b.election.announce(2);
    await(() -> "b".equals(leaderName(b)));
    a.election.announce(1);
    assertEquals(Confirmation.NOT_FIRST, a.confirm(nodeOfA));
    assertEquals("b", leaderName(a));
  }

  @Test
  void aRestartedCoordinatorRemovesWhatItsFormerLifeHasLeft() throws Exception {
    Member before = member("a");
    before.election.stand();
    before.awaitPlace(true);
    Member after = member("a");
    assertEquals(new ElectionChanged(null, false), before.next(ElectionChanged.class));
    after.election.stand();
    after.awaitPlace(true);
    await(() ->
        after.registry.coordinators().stream()
            .anyMatch(it -> it.incarnation().equals(after.incarnation)));
  }

  @Test
  void theRegistryKnowsWhoIsThereAndWhoLeads() throws Exception {
    Member a = member("a");
    Member b = member("b");
    await(() -> a.registry.coordinators().size() == 2);
    b.election.stand();
    b.awaitPlace(true);
    b.election.announce(5);
    await(() -> a.registry.leader().map(LeaderNode::epoch).orElse(0L) == 5);
    b.close();
    await(() -> a.registry.leader().isEmpty());
  }

  private Member member(String id) throws Exception {
    Member member = new Member(id);
    members.add(member);
    return member;
  }

  private static String leaderName(Member member) {
    return member.registry.leader().map(LeaderNode::id).orElse("");
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "not within " + PATIENCE_MS + " ms");
      Thread.sleep(5);
    }
  }

  private static final class Member {
    final BlockingQueue<Input> inputs = new LinkedBlockingQueue<>();
    final AtomicReference<ZooKeeperElection.Standing> standing = new AtomicReference<>();
    final CuratorFramework client = ZooKeeperClient.open(server.connectString(), SESSION_MS);
    final ZooKeeperElection election;
    final ClusterRegistry registry;
    private boolean closed;

    final String incarnation;

    Member(String id) {
      incarnation = id + System.nanoTime();
      CoordinatorNode self = new CoordinatorNode(id, incarnation, "127.0.0.1:1", "127.0.0.1:2");
      election = new ZooKeeperElection(client, self, inputs::add, standing::set);
      registry = new ClusterRegistry(client, self);
      registry.start();
      election.start();
    }

    <T extends Input> T next(Class<T> type) throws InterruptedException {
      Input input = inputs.poll(PATIENCE_MS, TimeUnit.MILLISECONDS);
      assertTrue(type.isInstance(input), () -> "expected " + type + ", was " + input);
      return type.cast(input);
    }

    ElectionNode awaitPlace(boolean first) throws InterruptedException {
      ElectionChanged changed = next(ElectionChanged.class);
      if (changed.node() == null) {
        changed = next(ElectionChanged.class);
      }
      assertEquals(first, changed.first());
      return changed.node();
    }

    Confirmation confirm(ElectionNode node) throws Exception {
      return election.confirm(node).toCompletableFuture().get(PATIENCE_MS, TimeUnit.MILLISECONDS);
    }

    void close() {
      if (!closed) {
        closed = true;
        registry.close();
        election.close();
        client.close();
      }
    }
  }
}
