package dev.baton.coordinator.start;

import dev.baton.common.cluster.CoordinatorNode;
import dev.baton.common.cluster.LeaderNode;
import dev.baton.coordinator.api.ClusterStatus;
import dev.baton.coordinator.api.CoordinatorService;
import dev.baton.coordinator.core.Effect.Role;
import dev.baton.coordinator.core.command.Command;
import dev.baton.coordinator.core.command.CommandResult;
import dev.baton.coordinator.core.command.CommandResult.Code;
import dev.baton.coordinator.core.command.CommandResult.Rejected;
import dev.baton.coordinator.election.ClusterRegistry;
import dev.baton.coordinator.shell.CoreRunner;
import dev.baton.coordinator.shell.Inbox;
import dev.baton.coordinator.shell.StoreProbe;
import dev.baton.coordinator.store.LogStore;
import dev.baton.coordinator.store.ReadStore;
import dev.baton.coordinator.store.Store;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What the operator API gets of this process. The API's port is opened before the rest, so that it
 * can be told to others; until then questions are answered as by a standby that knows nobody.
 */
final class LocalService implements CoordinatorService {
  private final CoordinatorSettings settings;
  private final Store store;
  private final Inbox inbox;
  private final StoreProbe probe;
  private volatile Connected connected;

  private record Connected(
      CoreRunner runner, ClusterRegistry registry, boolean tls, CoordinatorNode self) {}

  LocalService(CoordinatorSettings settings, Store store, Inbox inbox, StoreProbe probe) {
    this.settings = settings;
    this.store = store;
    this.inbox = inbox;
    this.probe = probe;
  }

  void connect(CoreRunner runner, ClusterRegistry registry, boolean tls, CoordinatorNode self) {
    connected = new Connected(runner, registry, tls, self);
  }

  @Override
  public CompletionStage<CommandResult> submit(Command command) {
    Connected now = connected;
    return now == null
        ? CompletableFuture.completedFuture(
            new Rejected(Code.NOT_LEADER, "This coordinator is starting. Ask again."))
        : now.runner().submit(command);
  }

  @Override
  public ReadStore reads() {
    return store.reads();
  }

  @Override
  public LogStore logs() {
    return store.logs();
  }

  @Override
  public ClusterStatus status() {
    ClusterStatus.StoreStatus storeStatus =
        new ClusterStatus.StoreStatus(
            settings.store().isSqlite() ? "sqlite" : "postgresql",
            probe.answers(),
            probe.answers() ? null : "It does not answer this coordinator.");
    Connected now = connected;
    if (now == null) {
      return new ClusterStatus(
          store.clusterId(),
          settings.id(),
          Role.STANDBY,
          0,
          null,
          null,
          List.of(),
          storeStatus,
          null);
    }
    CoreRunner.Standing standing = now.runner().standing();
    boolean leads = standing.role() == Role.LEADER;
    // Before the registry knows of it, and whatever ZooKeeper says: the one who leads knows best.
    LeaderNode leader =
        leads
            ? leaderNode(now.self(), standing.epoch())
            : now.registry().leader().filter(it -> !isSelf(now, it)).orElse(null);
    String unfit = now.runner().unfit();
    if (leader == null && !unfit.isEmpty()) {
      storeStatus = new ClusterStatus.StoreStatus(storeStatus.kind(), false, unfit);
    }
    return new ClusterStatus(
        store.clusterId(),
        settings.id(),
        standing.role(),
        leader == null ? 0 : leader.epoch(),
        leader == null ? null : leader.id(),
        leader == null ? null : uri(now, leader.apiAddress()),
        members(now, standing.role(), leader),
        storeStatus,
        leads
            ? new ClusterStatus.Lag(
                now.runner().lag().lateMs(), now.runner().lag().commitMs(), inbox.size())
            : null);
  }

  private static boolean isSelf(Connected now, LeaderNode leader) {
    return leader.incarnation().equals(now.self().incarnation());
  }

  private static LeaderNode leaderNode(CoordinatorNode self, long epoch) {
    return new LeaderNode(
        self.id(), self.incarnation(), epoch, self.apiAddress(), self.linkAddress());
  }

  private List<ClusterStatus.Member> members(Connected now, Role ownRole, LeaderNode leader) {
    return now.registry().coordinators().stream()
        .map(it -> {
          boolean own = it.incarnation().equals(now.self().incarnation());
          boolean leads = leader != null && it.incarnation().equals(leader.incarnation());
          Role role = own ? ownRole : leads ? Role.LEADER : Role.STANDBY;
          return new ClusterStatus.Member(it.id(), uri(now, it.apiAddress()), role);
        })
        .toList();
  }

  private static URI uri(Connected now, String address) {
    return URI.create((now.tls() ? "https://" : "http://") + address);
  }
}
