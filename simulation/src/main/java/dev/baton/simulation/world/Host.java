package dev.baton.simulation.world;

import dev.baton.simulation.clock.SimClock;

/** A machine: it has clocks, and power. Processes live on it. */
public final class Host {
  private final String name;
  private final int index;
  private final SimClock clock;
  private boolean powered = true;

  /**
   * @param index its number among all hosts of the world, from 0
   */
  public Host(String name, int index, SimClock clock) {
    this.name = name;
    this.index = index;
    this.clock = clock;
  }

  public String name() {
    return name;
  }

  public int index() {
    return index;
  }

  public SimClock clock() {
    return clock;
  }

  /** Without power it answers nothing, not even with a refusal. */
  public boolean isPowered() {
    return powered;
  }

  public void setPowered(boolean on) {
    powered = on;
  }

  @Override
  public String toString() {
    return name;
  }
}
