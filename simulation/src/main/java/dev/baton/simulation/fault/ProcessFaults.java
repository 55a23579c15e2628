package dev.baton.simulation.fault;

import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.coordinator.core.Effect;
import dev.baton.executor.core.ExecutorEffect;
import dev.baton.simulation.SimCluster;
import dev.baton.simulation.node.SimCoordinator;
import dev.baton.simulation.node.SimExecutor;
import dev.baton.simulation.world.Life;
import dev.baton.simulation.world.Rand;
import dev.baton.simulation.world.World;
import java.util.List;
import java.util.function.Predicate;

/** Processes and machines that die, stand still, and come back. */
final class ProcessFaults {
  private final SimCluster cluster;
  private final World world;
  private final Rand rand;

  ProcessFaults(SimCluster cluster, Rand rand) {
    this.cluster = cluster;
    this.world = cluster.world();
    this.rand = rand;
  }

  /** The leader more often than others. */
  SimCoordinator coordinator() {
    SimCoordinator leader = cluster.leader();
    return leader != null && rand.oneIn(2) ? leader : rand.pick(cluster.coordinators());
  }

  SimExecutor executor() {
    return rand.pick(cluster.executors());
  }

  Deed killCoordinator(boolean power) {
    SimCoordinator victim = coordinator();
    Life life = victim.life();
    if (power) {
      victim.losePower();
    } else {
      kill(victim, life);
    }
    return Deed.of(victim.name(), () -> bringBack(victim));
  }

  private void kill(SimCoordinator victim, Life life) {
    victim.kill();
    if (life != null && !rand.oneIn(4)) {
      // Standbys see the refused redial and remove the dead one's node.
      long nanos = rand.between(20 * World.MS, 150 * World.MS);
      world.after(nanos, () -> cluster.zookeeper().removeNodeOf(life));
    }
  }

  static void bringBack(SimCoordinator coordinator) {
    coordinator.host().setPowered(true);
    coordinator.start();
  }

  static void bringBack(SimExecutor executor) {
    executor.host().setPowered(true);
    executor.start();
  }

  Deed pauseCoordinator() {
    SimCoordinator victim = coordinator();
    victim.pause();
    return Deed.of(victim.name(), victim::resume);
  }

  /** The next time it is about to do something that matters. */
  Deed leaderInMidStep(boolean dies) {
    SimCoordinator victim = coordinator();
    Life life = victim.life();
    List<Predicate<Effect>> moments =
        List.of(
            effect -> effect instanceof Effect.Commit commit && !commit.batch().facts().isEmpty(),
            effect ->
                effect instanceof Effect.Send send
                    && send.message() instanceof CoordinatorMessage.Start,
            effect ->
                effect instanceof Effect.Send send
                    && send.message() instanceof CoordinatorMessage.OutcomesAccepted,
            effect ->
                effect instanceof Effect.Send send
                    && send.message() instanceof CoordinatorMessage.HeartbeatAck,
            effect -> effect instanceof Effect.RaiseEpoch,
            effect -> effect instanceof Effect.LoadSnapshot,
            effect -> effect instanceof Effect.Answer);
    victim.before(rand.pick(moments), dies ? () -> kill(victim, life) : victim::pause);
    return Deed.of(
        victim.name(),
        () -> {
          if (dies) {
            bringBack(victim);
          } else {
            victim.resume();
          }
        });
  }

  Deed killExecutor() {
    SimExecutor victim = executor();
    victim.kill();
    return deed(victim, () -> bringBack(victim));
  }

  Deed restartExecutor(boolean proof) {
    SimExecutor victim = executor();
    victim.kill();
    world.after(
        rand.below((int) (120 * World.MS)),
        () -> {
          if (proof) {
            victim.start();
          } else {
            victim.startWithoutProof();
          }
        });
    return deed(victim, () -> bringBack(victim));
  }

  Deed executorLosesPower() {
    SimExecutor victim = executor();
    victim.losePower();
    return deed(victim, () -> bringBack(victim));
  }

  Deed pauseExecutor() {
    SimExecutor victim = executor();
    victim.pause();
    return deed(victim, victim::resume);
  }

  Deed executorInMidStep() {
    SimExecutor victim = executor();
    List<Predicate<ExecutorEffect>> moments =
        List.of(
            effect -> effect instanceof ExecutorEffect.StartTask,
            effect -> effect instanceof ExecutorEffect.JournalOutcome,
            effect -> effect instanceof ExecutorEffect.ForgetOutcomes,
            effect -> effect instanceof ExecutorEffect.Send);
    victim.before(rand.pick(moments), victim::kill);
    return deed(victim, () -> bringBack(victim));
  }

  Deed pauseBeforeAStart() {
    SimExecutor victim = executor();
    victim.before(effect -> effect instanceof ExecutorEffect.StartTask, victim::pause);
    return deed(
        victim,
        () -> {
          victim.before(effect -> false, () -> {});
          victim.resume();
        });
  }

  Deed drainExecutor() {
    SimExecutor victim = executor();
    victim.drain(rand.oneIn(3) ? 0 : rand.below(8_000));
    return deed(victim, () -> bringBack(victim));
  }

  Deed copyExecutor() {
    SimExecutor original = executor();
    SimExecutor copy = cluster.copyOf(original);
    copy.start();
    if (rand.oneIn(3)) {
      original.kill();
    }
    return deed(
        original,
        () -> {
          copy.kill();
          bringBack(original);
        });
  }

  private static Deed deed(SimExecutor victim, Runnable undo) {
    return new Deed(victim.id().value(), undo, victim.id());
  }

  Deed loseNextStep() {
    int count = 1 + rand.below(3);
    cluster.lostSteps().loseNext(count);
    return Deed.once("the next " + count);
  }
}
