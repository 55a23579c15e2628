package dev.baton.simulation.node;

import dev.baton.common.id.ExecutorId;
import dev.baton.common.id.Incarnation;
import dev.baton.simulation.world.Life;

/** One process life of an executor: who it says it is, and the process behind it. */
public record ExecutorLife(ExecutorId executor, Incarnation incarnation, String home, Life life) {
  @Override
  public String toString() {
    return incarnation.value();
  }
}
