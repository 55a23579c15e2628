package dev.baton.simulation.fault;

import dev.baton.common.id.AttemptId;
import dev.baton.common.run.AttemptStatus;
import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.core.state.Run;
import dev.baton.simulation.SimCluster;
import dev.baton.simulation.net.Path;
import dev.baton.simulation.net.SimLink;
import dev.baton.simulation.net.SimNet;
import dev.baton.simulation.node.SimCoordinator;
import dev.baton.simulation.node.SimExecutor;
import dev.baton.simulation.world.Host;
import dev.baton.simulation.world.Rand;
import dev.baton.simulation.world.World;
import java.util.ArrayList;
import java.util.List;

/** Links that break and paths that are cut. */
final class NetworkFaults {
  private final SimCluster cluster;
  private final SimNet net;
  private final Rand rand;
  private final ProcessFaults processes;

  NetworkFaults(SimCluster cluster, Rand rand, ProcessFaults processes) {
    this.cluster = cluster;
    this.net = cluster.net();
    this.rand = rand;
    this.processes = processes;
  }

  private SimLink link() {
    List<SimLink> links = net.openLinks();
    return links.isEmpty() ? null : rand.pick(links);
  }

  Deed reset() {
    SimLink link = link();
    if (link == null) {
      return Deed.once("no link");
    }
    link.reset(rand);
    return Deed.once(link.toString());
  }

  Deed reportFailed() {
    SimLink link = link();
    if (link == null) {
      return Deed.once("no link");
    }
    link.reportFailed(rand.oneIn(2));
    return Deed.once(link.toString());
  }

  Deed vanish() {
    SimLink link = link();
    if (link == null) {
      return Deed.once("no link");
    }
    link.vanish();
    return Deed.once(link.toString());
  }

  Deed frame(boolean lost) {
    SimLink link = link();
    if (link == null) {
      return Deed.once("no link");
    }
    var pipe = (rand.oneIn(2) ? link.dialer() : link.acceptor()).out();
    if (lost) {
      pipe.dropNext();
    } else {
      pipe.repeatOne(rand);
    }
    return Deed.once(link.toString());
  }

  /** As if a leader that was deposed had found a way to an executor that knows better. */
  Deed oldWord() {
    SimExecutor executor = processes.executor();
    long epoch = executor.obeyedEpoch() - 1;
    List<AttemptId> live = new ArrayList<>();
    for (Run run : cluster.store().rows().activeRuns()) {
      for (Attempt attempt : cluster.store().rows().attempts(run.id())) {
        if (attempt.executor().equals(executor.id()) && attempt.status() != AttemptStatus.ENDED) {
          live.add(attempt.id());
        }
      }
    }
    for (SimLink link : net.openLinks()) {
      if (link.dialer().life() == executor.life() && epoch > 0 && !live.isEmpty()) {
        AttemptId attempt = rand.pick(live);
        link.acceptor()
            .send(
                rand.oneIn(2)
                    ? new CoordinatorMessage.Cancel(epoch, attempt, 0, "of an epoch that is over")
                    : new CoordinatorMessage.OutcomesAccepted(epoch, List.of(attempt)));
      }
    }
    return new Deed(executor.id() + " hears epoch " + epoch, () -> {}, executor.id());
  }

  Deed cut() {
    SimExecutor executor = processes.executor();
    SimCoordinator coordinator = processes.coordinator();
    net.cut(executor.host(), coordinator.host());
    return new Deed(
        executor.id() + " from " + coordinator.name(),
        () -> net.heal(executor.host(), coordinator.host()),
        executor.id());
  }

  Deed cutOneWay() {
    SimExecutor executor = processes.executor();
    Host a = executor.host();
    Host b = processes.coordinator().host();
    Path path = rand.oneIn(2) ? net.path(a, b) : net.path(b, a);
    path.cut();
    return new Deed(a + " and " + b, path::heal, executor.id());
  }

  Deed slow() {
    SimExecutor executor = processes.executor();
    Host a = executor.host();
    Host b = processes.coordinator().host();
    Path path = rand.oneIn(2) ? net.path(a, b) : net.path(b, a);
    path.slow(rand.between(5 * World.MS, 2 * World.SECOND));
    return new Deed(a + " and " + b, () -> path.slow(0), executor.id());
  }

  Deed cutOff() {
    SimExecutor executor = processes.executor();
    Host zookeeper = cluster.zookeeper().host();
    cluster.coordinators().forEach(c -> net.cut(executor.host(), c.host()));
    net.cut(executor.host(), zookeeper);
    return new Deed(
        executor.id().value(),
        () -> {
          cluster.coordinators().forEach(c -> net.heal(executor.host(), c.host()));
          net.heal(executor.host(), zookeeper);
        },
        executor.id());
  }

  /** A coordinator loses the store, ZooKeeper, or both; executors and clients still reach it. */
  Deed cutCoordinator(boolean fromStore, boolean fromZookeeper) {
    SimCoordinator coordinator = processes.coordinator();
    Host store = cluster.store().host();
    Host zookeeper = cluster.zookeeper().host();
    boolean oneWay = rand.oneIn(4);
    if (fromStore && oneWay) {
      net.path(store, coordinator.host()).cut();
    } else if (fromStore) {
      net.cut(coordinator.host(), store);
    }
    if (fromZookeeper) {
      net.cut(coordinator.host(), zookeeper);
      cluster.zookeeper().look();
    }
    return Deed.of(
        coordinator.name(),
        () -> {
          if (fromStore && oneWay) {
            net.path(store, coordinator.host()).heal();
          } else if (fromStore) {
            net.heal(coordinator.host(), store);
          }
          if (fromZookeeper) {
            net.heal(coordinator.host(), zookeeper);
            cluster.zookeeper().look();
          }
        });
  }

  Deed cutClients() {
    SimCoordinator coordinator = processes.coordinator();
    Host clients = cluster.operators().host();
    net.cut(clients, coordinator.host());
    return Deed.of(coordinator.name(), () -> net.heal(clients, coordinator.host()));
  }
}
