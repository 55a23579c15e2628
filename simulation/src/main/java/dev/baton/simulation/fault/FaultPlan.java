package dev.baton.simulation.fault;

import dev.baton.simulation.SimCluster;
import dev.baton.simulation.coverage.Coverage;
import dev.baton.simulation.node.SimCoordinator;
import dev.baton.simulation.node.SimExecutor;
import dev.baton.simulation.plant.PlantedBug;
import dev.baton.simulation.world.Rand;
import dev.baton.simulation.world.World;
import java.util.ArrayList;
import java.util.List;

/** Which fault comes when, to whom, and for how long: all of it from the seed. */
public final class FaultPlan {
  private static final List<FaultKind> KINDS = List.of(FaultKind.values());
  private static final long MAX_DURATION_NANOS = 25 * World.SECOND;

  private final SimCluster cluster;
  private final World world;
  private final Rand rand;
  private final Coverage coverage;
  private final ProcessFaults processes;
  private final NetworkFaults network;
  private final ServiceFaults services;
  private final List<FaultKind> provoking;
  private final boolean restores;
  private final long meanGapNanos;
  private final long meanDurationNanos;
  private final List<Open> open = new ArrayList<>();
  private boolean goesOn;
  private int injected;

  private static final class Open {
    final Deed deed;
    boolean over;

    Open(Deed deed) {
      this.deed = deed;
    }
  }

  public FaultPlan(SimCluster cluster, Coverage coverage) {
    this.cluster = cluster;
    this.world = cluster.world();
    this.rand = world.rand("faults");
    this.coverage = coverage;
    this.processes = new ProcessFaults(cluster, rand);
    this.network = new NetworkFaults(cluster, rand, processes);
    this.services = new ServiceFaults(cluster, rand, processes);
    this.provoking = Provocation.of(cluster.shape().bug());
    this.restores = rand.oneIn(8) || cluster.shape().bug() == PlantedBug.IGNORES_HIGHER_EPOCH;
    this.meanGapNanos = rand.between(600 * World.MS, 4 * World.SECOND);
    this.meanDurationNanos = rand.between(300 * World.MS, 6 * World.SECOND);
  }

  /** How many faults there have been. */
  public int injected() {
    return injected;
  }

  public void begin() {
    goesOn = true;
    if (restores) {
      long backUp = rand.between(2 * World.SECOND, 30 * World.SECOND);
      world.after(backUp, cluster.store()::backUp);
      long putBack = backUp + rand.between(World.SECOND, 50 * World.SECOND);
      world.after(
          putBack,
          () -> {
            if (goesOn) {
              inject(FaultKind.STORE_RESTORED_FROM_BACKUP);
            }
          });
    }
    next();
  }

  private void next() {
    world.after(
        rand.exponential(meanGapNanos, 6 * meanGapNanos),
        () -> {
          if (goesOn) {
            inject(kind());
            next();
          }
        });
  }

  private FaultKind kind() {
    if (!provoking.isEmpty() && rand.oneIn(2)) {
      return rand.pick(provoking);
    }
    FaultKind kind = rand.pick(KINDS);
    return kind == FaultKind.STORE_RESTORED_FROM_BACKUP ? FaultKind.STORE_ANSWERS_LOST : kind;
  }

  /** Begins a fault of that kind, and ends it after a while. */
  public void inject(FaultKind kind) {
    Deed deed = begin(kind);
    injected++;
    world.trace().line(() -> "FAULT " + kind + " " + deed.what());
    coverage.hit(kind, cluster.store().rows(), deed.executor());
    Open fault = new Open(deed);
    open.add(fault);
    world.after(
        rand.exponential(meanDurationNanos, MAX_DURATION_NANOS),
        () -> {
          if (!fault.over) {
            world.trace().line(() -> "over: " + kind + " " + deed.what());
            end(fault);
          }
        });
  }

  private void end(Open fault) {
    fault.over = true;
    open.remove(fault);
    fault.deed.undo().run();
  }

  private Deed begin(FaultKind kind) {
    return switch (kind) {
      case COORDINATOR_KILLED -> processes.killCoordinator(false);
      case COORDINATOR_LOSES_POWER -> processes.killCoordinator(true);
      case COORDINATOR_PAUSED -> processes.pauseCoordinator();
      case LEADER_KILLED_IN_MID_STEP -> processes.leaderInMidStep(true);
      case LEADER_PAUSED_IN_MID_STEP -> processes.leaderInMidStep(false);
      case EXECUTOR_KILLED -> processes.killExecutor();
      case EXECUTOR_RESTARTED_AT_ONCE -> processes.restartExecutor(true);
      case EXECUTOR_RESTARTED_WITHOUT_PROOF -> processes.restartExecutor(false);
      case EXECUTOR_LOSES_POWER -> processes.executorLosesPower();
      case EXECUTOR_PAUSED -> processes.pauseExecutor();
      case EXECUTOR_KILLED_IN_MID_STEP -> processes.executorInMidStep();
      case EXECUTOR_PAUSED_BEFORE_A_START -> processes.pauseBeforeAStart();
      case EXECUTOR_STOPPED_ON_PURPOSE -> processes.drainExecutor();
      case EXECUTOR_COPIED -> processes.copyExecutor();
      case LINK_RESET -> network.reset();
      case LINK_REPORTED_FAILED -> network.reportFailed();
      case LINK_VANISHED -> network.vanish();
      case FRAME_LOST -> network.frame(true);
      case FRAME_REPEATED -> network.frame(false);
      case DEPOSED_LEADER_SPEAKS -> network.oldWord();
      case PATH_CUT -> network.cut();
      case PATH_CUT_ONE_WAY -> network.cutOneWay();
      case PATH_SLOW -> network.slow();
      case EXECUTOR_CUT_OFF -> network.cutOff();
      case COORDINATOR_CUT_FROM_STORE -> network.cutCoordinator(true, false);
      case COORDINATOR_CUT_FROM_ZOOKEEPER -> network.cutCoordinator(false, true);
      case COORDINATOR_CUT_FROM_BOTH -> network.cutCoordinator(true, true);
      case CLIENTS_CUT_OFF -> network.cutClients();
      case STORE_AWAY -> services.storeAway();
      case STORE_SLOW -> services.storeSlow();
      case STORE_ANSWERS_LOST -> services.storeAnswersLost();
      case STORE_AND_ZOOKEEPER_AWAY -> services.bothAway();
      case STORE_RESTORED_FROM_BACKUP -> services.restore();
      case ZOOKEEPER_AWAY -> services.zookeeperAway();
      case ZOOKEEPER_FLAPS -> services.zookeeperFlaps();
      case ZOOKEEPER_WIPED -> services.wipe();
      case SESSION_EXPIRED -> services.expire();
      case ELECTION_NODE_REMOVED -> services.removeNode();
      case WATCHES_LATE -> services.watchesLate();
      case COORDINATOR_CLOCK_JUMPED -> services.coordinatorClock();
      case EXECUTOR_CLOCK_JUMPED -> services.executorClock();
      case JOB_PUT_AGAIN_BY_A_CLOCK_BEHIND -> services.putAgainByClockBehind();
      case NEXT_STEP_LOST -> processes.loseNextStep();
      case STORE_WITHOUT_KEYS -> services.storeWithoutKeys();
    };
  }

  /** Everything is mended: no fault goes on, every process runs, every clock is about right. */
  public void heal() {
    goesOn = false;
    world.trace().line(() -> "HEAL");
    for (Open fault : List.copyOf(open)) {
      end(fault);
    }
    services.heal();
    cluster.lostSteps().heal();
    for (SimCoordinator coordinator : cluster.coordinators()) {
      coordinator.before(effect -> false, () -> {});
      services.setRight(coordinator.host());
      coordinator.resume();
      ProcessFaults.bringBack(coordinator);
    }
    for (SimExecutor executor : cluster.executors()) {
      executor.before(effect -> false, () -> {});
      services.setRight(executor.host());
      executor.resume();
      ProcessFaults.bringBack(executor);
    }
    cluster.zookeeper().look();
  }
}
