package dev.baton.simulation;

import dev.baton.common.id.ExecutorId;
import dev.baton.common.job.ExecutorSelector;
import dev.baton.common.job.SortedMaps;
import dev.baton.common.wire.ExecutorMessage.Capacity;
import dev.baton.coordinator.core.Effect.Role;
import dev.baton.executor.core.ExecutorSettings;
import dev.baton.simulation.check.Witness;
import dev.baton.simulation.check.Witnesses;
import dev.baton.simulation.client.Operators;
import dev.baton.simulation.clock.SimClock;
import dev.baton.simulation.net.SimNet;
import dev.baton.simulation.node.SimCoordinator;
import dev.baton.simulation.node.SimExecutor;
import dev.baton.simulation.plant.LostSteps;
import dev.baton.simulation.plant.PlantedBug;
import dev.baton.simulation.plant.PlantedExecutorRules;
import dev.baton.simulation.plant.PlantedSafetyRules;
import dev.baton.simulation.store.SimStore;
import dev.baton.simulation.trace.Trace;
import dev.baton.simulation.world.Host;
import dev.baton.simulation.world.Rand;
import dev.baton.simulation.world.World;
import dev.baton.simulation.zookeeper.SimZooKeeper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A whole cluster in one thread: the real cores, and everything around them simulated. */
public final class SimCluster {
  /** Some of them shortly before clocks are changed somewhere. */
  private static final List<Instant> BEGINS =
      List.of(
          Instant.parse("2026-05-05T10:00:00Z"),
          Instant.parse("2026-03-08T06:59:00Z"),
          Instant.parse("2026-11-01T05:59:10Z"),
          Instant.parse("2026-04-04T14:59:20Z"),
          Instant.parse("2026-12-31T23:59:20Z"));

  /** Both clocks of a host run up to this much too fast or too slow. */
  private static final int MAX_DRIFT_PPM = 5_000;

  private static final long MAX_WALL_ERROR_NANOS = 400 * World.MS;

  private final Shape shape;
  private final World world;
  private final Rand clocks;
  private final Witnesses witnesses = new Witnesses();
  private final SimNet net;
  private final SimStore store;
  private final SimZooKeeper zookeeper;
  private final List<SimCoordinator> coordinators = new ArrayList<>();
  private final List<SimExecutor> executors = new ArrayList<>();
  private final SimExecutor.Surroundings executorSurroundings;
  private final Operators operators;
  private final LostSteps lostSteps;
  private int hosts;

  public SimCluster(long seed, Shape shape, Trace trace) {
    this.shape = shape;
    Rand rand = Rand.of(seed).split("cluster");
    this.world = new World(seed, rand.pick(BEGINS), trace);
    this.clocks = world.rand("clocks");
    PlantedBug bug = shape.bug();
    this.lostSteps = new LostSteps(world::now);
    this.net = new SimNet(world, witnesses, bug == PlantedBug.ACCEPTS_REPEATED_FRAMES);
    this.store =
        new SimStore(
            world,
            net,
            trueHost("store"),
            witnesses,
            bug == PlantedBug.RAISE_OVERWRITES,
            bug == PlantedBug.COMMITS_UNFENCED);
    this.zookeeper = new SimZooKeeper(world, net, trueHost("zookeeper"), shape.electionSessionMs());
    SimCoordinator.Surroundings coordinatorSurroundings =
        new SimCoordinator.Surroundings(
            world,
            net,
            store,
            zookeeper,
            witnesses,
            shape.settings(),
            new PlantedSafetyRules(bug, lostSteps),
            coordinators);
    for (int i = 1; i <= shape.coordinators(); i++) {
      String name = "coordinator-" + i;
      coordinators.add(new SimCoordinator(coordinatorSurroundings, host(name), name));
    }
    this.executorSurroundings =
        new SimExecutor.Surroundings(
            world,
            net,
            zookeeper,
            witnesses,
            ExecutorSettings.DEFAULT,
            new PlantedExecutorRules(bug));
    List<ExecutorId> names = new ArrayList<>();
    for (int i = 1; i <= shape.executors(); i++) {
      SimExecutor executor = executor("executor-" + i, "home-" + i, 1 + rand.below(4));
      executors.add(executor);
      names.add(executor.id());
    }
    this.operators =
        new Operators(world, net, trueHost("operators"), witnesses, store, coordinators, names);
  }

  private SimExecutor executor(String name, String home, int slots) {
    return new SimExecutor(executorSurroundings, host(home), name, home, capacity(slots));
  }

  /** Another executor that bears the name of one that exists, from another data directory. */
  public SimExecutor copyOf(SimExecutor original) {
    return executor(original.id().value(), "copy-" + hosts, 2);
  }

  private static Capacity capacity(int slots) {
    return new Capacity(
        ExecutorSelector.DEFAULT_GROUP,
        SortedMaps.empty(),
        slots,
        List.of(),
        List.of(),
        "simulated",
        "simulated",
        1);
  }

  private Host trueHost(String name) {
    return new Host(name, hosts++, new SimClock(0, 0, world.wallAt(0), 0));
  }

  private Host host(String name) {
    if (shape.perfectClocks()) {
      return new Host(
          name, hosts++, new SimClock(clocks.below(1_000) * World.SECOND, 0, world.wallAt(0), 0));
    }
    long drift = clocks.between(-MAX_DRIFT_PPM, MAX_DRIFT_PPM);
    long error = clocks.between(-MAX_WALL_ERROR_NANOS, MAX_WALL_ERROR_NANOS);
    long base = clocks.below(100_000) * World.SECOND;
    return new Host(name, hosts++, new SimClock(base, drift, world.wallAt(0), error));
  }

  /** Sees everything from now on. */
  public void watchedBy(Witness witness) {
    witnesses.add(witness);
  }

  /** Starts every process. */
  public void start() {
    coordinators.forEach(SimCoordinator::start);
    executors.forEach(SimExecutor::start);
  }

  public Shape shape() {
    return shape;
  }

  public World world() {
    return world;
  }

  public SimNet net() {
    return net;
  }

  public SimStore store() {
    return store;
  }

  public SimZooKeeper zookeeper() {
    return zookeeper;
  }

  public List<SimCoordinator> coordinators() {
    return coordinators;
  }

  public List<SimExecutor> executors() {
    return executors;
  }

  /** Next steps that a leader loses. */
  public LostSteps lostSteps() {
    return lostSteps;
  }

  public Operators operators() {
    return operators;
  }

  /** Who leads under the store's epoch, and knows it; null if nobody does. */
  public SimCoordinator leader() {
    for (SimCoordinator coordinator : coordinators) {
      if (coordinator.role() == Role.LEADER && coordinator.epoch() == store.epoch()) {
        return coordinator;
      }
    }
    return null;
  }

  public void runFor(long nanos) {
    world.runUntil(world.now() + nanos);
  }

  /** Goes on until that holds; false if it does not within that time. */
  public boolean runUntil(BooleanSupplier holds, long atMostNanos) {
    long end = world.now() + atMostNanos;
    while (!holds.getAsBoolean()) {
      if (!world.step(end)) {
        return holds.getAsBoolean();
      }
    }
    return true;
  }
}
