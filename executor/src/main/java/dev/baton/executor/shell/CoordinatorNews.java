package dev.baton.executor.shell;

import dev.baton.executor.core.ExecutorInput;
import dev.baton.executor.link.DialTargets;
import dev.baton.executor.link.HostAndPort;
import dev.baton.executor.registry.ZooKeeperRegistry;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings ZooKeeper's word on coordinators to whom it concerns. */
record CoordinatorNews(CoreLoop loop, DialTargets targets) implements ZooKeeperRegistry.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(CoordinatorNews.class);

  @Override
  public void leaderAt(String address) {
    try {
      HostAndPort leader = HostAndPort.parse(address);
      targets.leader(leader);
      loop.put(new ExecutorInput.LeaderMoved(leader.toString()));
    } catch (IllegalArgumentException e) {
      LOG.warn("ZooKeeper names a leader that cannot be dialled: {}", e.getMessage());
    }
  }

  @Override
  public void coordinatorsAt(List<String> addresses) {
    List<HostAndPort> parsed = new ArrayList<>();
    for (String address : addresses) {
      try {
        parsed.add(HostAndPort.parse(address));
      } catch (IllegalArgumentException e) {
        LOG.warn("ZooKeeper names a coordinator that cannot be dialled: {}", e.getMessage());
      }
    }
    targets.registered(parsed);
  }
}
