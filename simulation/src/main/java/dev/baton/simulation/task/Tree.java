package dev.baton.simulation.task;

import dev.baton.common.id.AttemptId;
import dev.baton.common.run.Outcome;
import dev.baton.common.wire.CoordinatorMessage.StartOrder;
import dev.baton.simulation.node.ExecutorLife;

/** A process tree that runs, or ran, an attempt: the truth, whatever anybody believes. */
public final class Tree {
  private final StartOrder order;
  private final ExecutorLife executor;
  private final long startedNanos;
  private boolean alive = true;
  private Outcome outcome;

  public Tree(StartOrder order, ExecutorLife executor, long startedNanos) {
    this.order = order;
    this.executor = executor;
    this.startedNanos = startedNanos;
  }

  public StartOrder order() {
    return order;
  }

  public AttemptId attempt() {
    return order.attempt();
  }

  public boolean leased() {
    return order.leased();
  }

  public ExecutorLife executor() {
    return executor;
  }

  /** True time. */
  public long startedNanos() {
    return startedNanos;
  }

  public boolean isAlive() {
    return alive;
  }

  /** How it ended; null while it is alive, or if nobody was left to see. */
  public Outcome outcome() {
    return outcome;
  }

  /** It is gone. */
  public void ended(Outcome how) {
    alive = false;
    outcome = how;
  }

  @Override
  public String toString() {
    return "tree of " + order.attempt() + " token " + order.token() + " on " + executor;
  }
}
