package dev.baton.coordinator.election;

import static dev.baton.common.cluster.ClusterPaths.LEADER;

import dev.baton.common.cluster.CoordinatorNode;
import dev.baton.common.cluster.LeaderNode;
import java.util.List;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.api.transaction.CuratorOp;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the leader node. In one transaction with the check that our election node is still there,
 * so that a former leader never writes over a newer one: it raised only after ours was gone. On the
 * election's thread.
 */
final class LeaderAnnouncer {
  private static final Logger log = LoggerFactory.getLogger(LeaderAnnouncer.class);

  private final CuratorFramework client;
  private final CoordinatorNode self;
  private volatile LeaderNode wish;
  private volatile boolean writing;
  private volatile LeaderNode written;

  LeaderAnnouncer(CuratorFramework client, CoordinatorNode self) {
    this.client = client;
    this.self = self;
  }

  void wish(long epoch) {
    wish =
        new LeaderNode(self.id(), self.incarnation(), epoch, self.apiAddress(), self.linkAddress());
    written = null;
  }

  void stop() {
    wish = null;
    written = null;
  }

  /** Writes what is wished, if it is not written yet; a failure is repeated by the next call. */
  void write(Candidate own) {
    LeaderNode node = wish;
    if (node == null || own == null || writing || node.equals(written)) {
      return;
    }
    writing = true;
    Zk.ask(callback ->
            client
                .transaction()
                .inBackground(callback)
                .forOperations(
                    checkOf(own), client.transactionOp().setData().forPath(LEADER, node.toBytes())))
        .whenComplete((event, error) -> {
          writing = false;
          if (error != null) {
            log.warn("Could not announce the leader", error);
          } else if (Zk.code(event) == Code.OK) {
            written = node;
          } else if (Zk.code(event) == Code.NONODE) {
            create(own, node);
          }
        });
  }

  /** The first leader ever, or ZooKeeper has been wiped. */
  private void create(Candidate own, LeaderNode node) {
    Zk.ask(callback ->
            client
                .transaction()
                .inBackground(callback)
                .forOperations(
                    List.of(
                        checkOf(own),
                        client
                            .transactionOp()
                            .create()
                            .withMode(CreateMode.PERSISTENT)
                            .forPath(LEADER, node.toBytes()))))
        .thenAccept(event -> {
          if (Zk.code(event) == Code.OK) {
            written = node;
          }
        });
  }

  private CuratorOp checkOf(Candidate own) throws Exception {
    return client.transactionOp().check().forPath(own.path());
  }
}
