package dev.baton.simulation.task;

import dev.baton.common.id.AttemptId;
import dev.baton.common.job.SortedMaps;
import dev.baton.common.run.Outcome;
import dev.baton.common.wire.AttemptOutcome;
import dev.baton.common.wire.CoordinatorMessage.StartOrder;
import dev.baton.executor.core.ExecutorEffect.EndReason;
import dev.baton.executor.core.ExecutorInput;
import dev.baton.executor.core.ExecutorRules;
import dev.baton.simulation.check.Witness;
import dev.baton.simulation.node.ExecutorLife;
import dev.baton.simulation.world.Rand;
import dev.baton.simulation.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The process trees of one executor process, each with its guard. Trees and guards go on while the
 * executor is paused; the guards end the leased trees at the lease's deadline, by their own clock,
 * and all trees when the executor is dead.
 */
public final class SimTasks {
  /** How long the operating system takes to end a tree that is forced. */
  private static final long FORCE_NANOS = 25 * World.MS;

  private static final long SLOW_END_NANOS = 3 * World.SECOND;

  private final World world;
  private final Witness witness;
  private final ExecutorLife executor;
  private final ExecutorRules rules;
  private final Rand rand;
  private final Rand plans;
  private final Consumer<ExecutorInput> tell;
  private final SortedMap<AttemptId, Running> trees = new TreeMap<>();

  /** Orders that were taken and whose trees are not there yet. */
  private final SortedMap<AttemptId, Pending> pending = new TreeMap<>();

  private long leaseUntil;
  private boolean guardArmed;
  private long guardGeneration;
  private boolean executorGone;

  private static final class Pending {
    final StartOrder order;

    /** Whether its lease has ended since; it is not to start any more. */
    boolean leaseEnded;

    Pending(StartOrder order) {
      this.order = order;
    }
  }

  private static final class Running {
    final Tree tree;
    final TaskPlan plan;

    /** Set by the first wish to end it. */
    Outcome wish;

    String reason = "";
    long forceNanos = Long.MAX_VALUE;

    Running(Tree tree, TaskPlan plan) {
      this.tree = tree;
      this.plan = plan;
    }
  }

  /**
   * @param tell takes what the executor is told; called in no process
   */
  public SimTasks(
      World world,
      Witness witness,
      ExecutorLife executor,
      ExecutorRules rules,
      Consumer<ExecutorInput> tell) {
    this.world = world;
    this.witness = witness;
    this.executor = executor;
    this.rules = rules;
    this.rand = world.rand("tasks " + executor.incarnation());
    this.plans = world.rand("plans");
    this.tell = tell;
    this.leaseUntil = executor.life().monotonic();
  }

  public void start(StartOrder order) {
    long spawnNanos = 500 * World.US + rand.below((int) (4 * World.MS));
    Pending taken = new Pending(order);
    pending.put(order.attempt(), taken);
    world.after(spawnNanos, () -> spawn(taken));
  }

  private void spawn(Pending taken) {
    StartOrder order = taken.order;
    pending.remove(order.attempt(), taken);
    if (executorGone) {
      return;
    }
    boolean late =
        order.leased()
            && rules.looksAgainBeforeStarting()
            && rules.endsAtLeaseEnd(executor.life().monotonic(), leaseUntil);
    if (late || taken.leaseEnded) {
      tell.accept(
          new ExecutorInput.TaskEnded(
              outcome(order, Outcome.LOST, "its lease had ended before it started", null)));
      return;
    }
    Tree tree = new Tree(order, executor, world.now());
    Running running = new Running(tree, TaskPlan.of(order, plans));
    trees.put(order.attempt(), running);
    world.trace().line(() -> executor + ": starts " + tree);
    witness.treeStarted(tree);
    tell.accept(new ExecutorInput.TaskStarted(order.attempt(), wall()));
    world.after(running.plan.runNanos(), () -> gone(running, running.plan.outcome(), "by itself"));
    if (order.timeout() != null) {
      world.after(order.timeout().toNanos(), () -> timeOut(running));
    }
  }

  private Instant wall() {
    return executor.life().host().clock().wall(world.now());
  }

  private void timeOut(Running running) {
    wishEnd(running, Outcome.TIMED_OUT, running.tree.order().killGrace().toMillis(), "time-out");
  }

  /** The executor wants it ended. */
  public void end(AttemptId attempt, long graceMs, EndReason why, String reason) {
    Running running = trees.get(attempt);
    if (running == null) {
      return;
    }
    Outcome outcome =
        switch (why) {
          case CANCELED -> Outcome.CANCELED;
          case LEASE_ENDED, EXECUTOR_STOPS -> Outcome.LOST;
          case OVER_FOR_LEADER -> Outcome.SUPERSEDED;
        };
    wishEnd(running, outcome, graceMs, reason);
  }

  private void wishEnd(Running running, Outcome outcome, long graceMs, String reason) {
    if (!running.tree.isAlive()) {
      return;
    }
    boolean first = running.wish == null;
    if (first) {
      running.wish = outcome;
      running.reason = reason;
    }
    long force = world.now() + graceMs * World.MS;
    if (force < running.forceNanos) {
      running.forceNanos = force;
      world.at(force + rand.below((int) FORCE_NANOS), () -> gone(running));
    }
    if (first && !running.plan.ignoresEnd()) {
      world.after(rand.below((int) (40 * World.MS)), () -> gone(running));
    }
  }

  private void gone(Running running) {
    gone(running, running.wish, running.reason);
  }

  private void gone(Running running, Outcome outcome, String reason) {
    Tree tree = running.tree;
    if (!tree.isAlive()) {
      return;
    }
    tree.ended(executorGone ? null : outcome);
    trees.remove(tree.attempt());
    world.trace().line(() -> executor + ": " + tree + " is over: " + tree.outcome());
    witness.treeEnded(tree);
    if (!executorGone) {
      tell.accept(
          new ExecutorInput.TaskEnded(
              outcome(tree.order(), outcome, reason, world.wallAt(tree.startedNanos()))));
    }
  }

  private AttemptOutcome outcome(
      StartOrder order, Outcome outcome, String reason, Instant startedAt) {
    SortedMap<String, String> outputs = SortedMaps.empty();
    if (outcome == Outcome.SUCCEEDED) {
      outputs = new TreeMap<>(SortedMaps.empty());
      outputs.put("by", order.attempt() + " " + order.token());
    }
    return new AttemptOutcome(
        order.attempt(),
        executor.incarnation(),
        outcome,
        outcome == Outcome.SUCCEEDED ? Integer.valueOf(0) : null,
        reason,
        SortedMaps.copyOf(outputs),
        startedAt,
        wall());
  }

  /** The lease of all leased trees now runs until this moment of the host's monotonic clock. */
  public void leaseUntil(long monotonicNanos) {
    if (monotonicNanos > leaseUntil) {
      if (executor.life().monotonic() >= leaseUntil) {
        endPendingOfTheOldLease();
      }
      leaseUntil = monotonicNanos;
      armGuard();
    }
  }

  /** Somebody else may run them by now. */
  private void endPendingOfTheOldLease() {
    for (Pending taken : pending.values()) {
      taken.leaseEnded |= taken.order.leased() && rules.looksAgainBeforeStarting();
    }
  }

  private void armGuard() {
    if (!guardArmed) {
      guardArmed = true;
      long generation = ++guardGeneration;
      world.at(
          executor.life().host().clock().trueNanosAt(leaseUntil),
          () -> {
            if (generation == guardGeneration) {
              guardArmed = false;
              guard();
            }
          });
    }
  }

  private void guard() {
    if (executor.life().monotonic() < leaseUntil) {
      armGuard();
      return;
    }
    if (!rules.endsAtLeaseEnd(executor.life().monotonic(), leaseUntil)) {
      return;
    }
    for (Running running : List.copyOf(trees.values())) {
      if (running.tree.leased()) {
        wishEnd(running, Outcome.LOST, 0, "the lease ended");
      }
    }
  }

  /**
   * The executor process is dead: the guards end what runs, the leased ones by the deadline.
   *
   * @param slowNanos how much longer than usual the guards take to see it
   */
  public void executorDied(boolean powerLost, long slowNanos) {
    executorGone = true;
    for (Running running : new ArrayList<>(trees.values())) {
      if (powerLost) {
        gone(running, null, "");
      } else {
        long slow = rand.oneIn(6) ? SLOW_END_NANOS : 60 * World.MS;
        world.after(slowNanos + rand.below((int) slow), () -> gone(running, null, ""));
      }
    }
  }

  /** Trees that are alive. */
  public int alive() {
    return trees.size();
  }
}
