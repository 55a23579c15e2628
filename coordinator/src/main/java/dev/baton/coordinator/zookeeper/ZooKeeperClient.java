package dev.baton.coordinator.zookeeper;

import java.io.IOException;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.state.SessionConnectionStateErrorPolicy;
import org.apache.curator.retry.RetryNTimes;
import org.apache.curator.utils.ZookeeperFactory;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;

/**
 * Opens the connection to ZooKeeper as Baton needs it: a session is given up when ZooKeeper says
 * that it has expired, never by our own reckoning. So an outage of all servers ends no session, and
 * the leader is still first when they are back.
 */
public final class ZooKeeperClient {
  /** Shorter ones flap under load. */
  public static final int MIN_SESSION_MS = 1_000;

  public static final int DEFAULT_SESSION_MS = 4_000;

  /** How long a request waits for a connection before it counts as unanswered. */
  private static final int CONNECTION_TIMEOUT_MS = 2_000;

  private static final int RETRIES = 1;
  private static final int RETRY_PAUSE_MS = 50;
  private static final int CLOSE_LIMIT_MS = 1_000;

  private ZooKeeperClient() {}

  /**
   * A client that has been started; it connects by itself, now and whenever it has to.
   *
   * @param connectString {@code host:port,host:port/path}
   */
  public static CuratorFramework open(String connectString, int sessionMs) {
    CuratorFramework client =
        CuratorFrameworkFactory.builder()
            .connectString(connectString)
            .sessionTimeoutMs(sessionMs)
            .connectionTimeoutMs(CONNECTION_TIMEOUT_MS)
            .retryPolicy(new RetryNTimes(RETRIES, RETRY_PAUSE_MS))
            .zookeeperFactory(new PatientFactory())
            .connectionStateErrorPolicy(new SessionConnectionStateErrorPolicy())
            .ensembleTracker(false)
            .dontUseContainerParents()
            .maxCloseWaitMs(CLOSE_LIMIT_MS)
            .waitForShutdownTimeoutMs(CLOSE_LIMIT_MS)
            .build();
    client.start();
    return client;
  }

  /**
   * Curator gives a session up when its negotiated time has passed without a connection, and cannot
   * be told not to. So its clients say that theirs is very long; ZooKeeper goes by the true one.
   */
  private static final class PatientFactory implements ZookeeperFactory {
    private static final int A_DAY_MS = 86_400_000;

    @Override
    public ZooKeeper newZooKeeper(
        String connectString, int sessionTimeout, Watcher watcher, boolean canBeReadOnly)
        throws IOException {
      return new ZooKeeper(connectString, sessionTimeout, watcher, canBeReadOnly) {
        @Override
        public int getSessionTimeout() {
          return A_DAY_MS;
        }
      };
    }
  }
}
