package dev.baton.simulation.fault;

import dev.baton.simulation.SimCluster;
import dev.baton.simulation.node.SimCoordinator;
import dev.baton.simulation.node.SimExecutor;
import dev.baton.simulation.store.StoreFaults;
import dev.baton.simulation.world.Host;
import dev.baton.simulation.world.Life;
import dev.baton.simulation.world.Rand;
import dev.baton.simulation.world.World;

/** The store, ZooKeeper and the clocks. */
final class ServiceFaults {
  private static final long MAX_CLOCK_ERROR_NANOS = 300 * World.MS;

  /** A step of a clock below this is not taken for one. */
  private static final long UNNOTICED_NANOS = 1_500 * World.MS;

  private final SimCluster cluster;
  private final World world;
  private final Rand rand;
  private final ProcessFaults processes;
  private int storeAway;
  private int zookeeperAway;
  private boolean healed;

  ServiceFaults(SimCluster cluster, Rand rand, ProcessFaults processes) {
    this.cluster = cluster;
    this.world = cluster.world();
    this.rand = rand;
    this.processes = processes;
  }

  /** Nothing new goes wrong from now on. */
  void heal() {
    healed = true;
    storeAway(-storeAway);
    zookeeperAway(-zookeeperAway);
    cluster.store().faults().none();
    cluster.zookeeper().none();
  }

  Deed storeAway() {
    storeAway(1);
    return Deed.of("", () -> storeAway(-1));
  }

  private void storeAway(int more) {
    storeAway = Math.max(0, storeAway + more);
    cluster.store().faults().away(storeAway > 0);
  }

  private void zookeeperAway(int more) {
    zookeeperAway = Math.max(0, zookeeperAway + more);
    cluster.zookeeper().away(zookeeperAway > 0);
  }

  Deed storeSlow() {
    StoreFaults faults = cluster.store().faults();
    faults.slow(rand.between(5 * World.MS, 4 * World.SECOND));
    return Deed.of("", () -> faults.slow(0));
  }

  Deed storeAnswersLost() {
    StoreFaults faults = cluster.store().faults();
    faults.unknown(0.05 + rand.fraction() * 0.6);
    return Deed.of("", () -> faults.unknown(0));
  }

  Deed storeWithoutKeys() {
    StoreFaults faults = cluster.store().faults();
    faults.withoutKeys(true);
    return Deed.of("", () -> faults.withoutKeys(false));
  }

  Deed bothAway() {
    storeAway(1);
    zookeeperAway(1);
    return Deed.of(
        "",
        () -> {
          storeAway(-1);
          zookeeperAway(-1);
        });
  }

  Deed restore() {
    // As one does it: coordinators are stopped, the backup is put back, coordinators are started.
    cluster.coordinators().forEach(SimCoordinator::kill);
    cluster.store().restore();
    return Deed.of("puts it back", () -> cluster.coordinators().forEach(ProcessFaults::bringBack));
  }

  Deed zookeeperAway() {
    zookeeperAway(1);
    return Deed.of("", () -> zookeeperAway(-1));
  }

  Deed zookeeperFlaps() {
    long at = 0;
    for (int i = 1 + rand.below(6); i > 0; i--) {
      at += rand.below((int) (800 * World.MS));
      long away = at;
      at += rand.below((int) (800 * World.MS));
      long back = at;
      world.after(
          away,
          () -> {
            if (!healed) {
              zookeeperAway(1);
              world.after(back - away, () -> zookeeperAway(-1));
            }
          });
    }
    return Deed.of("", () -> {});
  }

  Deed wipe() {
    cluster.zookeeper().wipe();
    return Deed.once("");
  }

  Deed expire() {
    SimCoordinator victim = processes.coordinator();
    Life life = victim.life();
    boolean had = life != null && cluster.zookeeper().expireSessionOf(life);
    return Deed.once(victim.name() + (had ? "" : " has none"));
  }

  Deed removeNode() {
    SimCoordinator victim = processes.coordinator();
    Life life = victim.life();
    boolean had = life != null && cluster.zookeeper().removeNodeOf(life);
    if (!had || rand.oneIn(3)) {
      return Deed.once(victim.name() + (had ? "" : " has none"));
    }
    // It goes on in good faith, while another takes over that is slow in reaching the store.
    cluster.zookeeper().deaf(life, true);
    slowToStore(victim, rand.below((int) World.SECOND));
    return Deed.of(
        victim.name() + ", which does not see it",
        () -> {
          cluster.zookeeper().deaf(life, false);
          slowToStore(victim, 0);
        });
  }

  private void slowToStore(SimCoordinator except, long nanos) {
    for (SimCoordinator other : cluster.coordinators()) {
      if (other != except) {
        cluster.net().path(other.host(), cluster.store().host()).slow(nanos);
      }
    }
  }

  Deed watchesLate() {
    cluster.zookeeper().stale(rand.between(50 * World.MS, 8 * World.SECOND));
    return Deed.of("", () -> cluster.zookeeper().stale(0));
  }

  Deed coordinatorClock() {
    SimCoordinator victim = processes.coordinator();
    return jump(victim.host());
  }

  Deed executorClock() {
    SimExecutor victim = processes.executor();
    return jump(victim.host());
  }

  Deed putAgainByClockBehind() {
    SimCoordinator victim = processes.coordinator();
    long nanos = rand.between(200 * World.MS, UNNOTICED_NANOS);
    victim.host().clock().jump(-nanos);
    cluster.operators().respellSome();
    return Deed.of(
        victim.name() + " by " + nanos / World.MS + " ms", () -> setRight(victim.host()));
  }

  private Deed jump(Host host) {
    long far =
        rand.oneIn(4)
            ? rand.below((int) World.SECOND)
            : rand.between(10 * World.SECOND, 7_200 * World.SECOND);
    long nanos = rand.oneIn(3) ? -far : far;
    host.clock().jump(nanos);
    return Deed.of(host + " by " + nanos / World.MS + " ms", () -> setRight(host));
  }

  void setRight(Host host) {
    host.clock().setRight(world.now(), rand.between(-MAX_CLOCK_ERROR_NANOS, MAX_CLOCK_ERROR_NANOS));
  }
}
