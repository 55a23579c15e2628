package dev.baton.simulation.net;

import dev.baton.simulation.world.Rand;
import dev.baton.simulation.world.World;
import java.util.ArrayList;
import java.util.List;

/** One direction between two hosts: how long something takes, and whether it arrives at all. */
public final class Path {
  private static final long SPIKE_NANOS = 20 * World.MS;

  private final Rand rand;
  private final List<Runnable> onHeal = new ArrayList<>();
  private int cuts;
  private long slowNanos;

  Path(Rand rand) {
    this.rand = rand;
  }

  public boolean isCut() {
    return cuts > 0;
  }

  /** Time from one end to the other, while it is not cut. */
  public long delay() {
    long nanos = 40 * World.US + rand.below((int) (260 * World.US));
    if (rand.oneIn(200)) {
      nanos += rand.below((int) SPIKE_NANOS);
    }
    if (slowNanos > 0) {
      nanos += slowNanos / 2 + rand.below((int) slowNanos);
    }
    return nanos;
  }

  /** Cuts add up: each needs its own {@link #heal}. */
  public void cut() {
    cuts++;
  }

  public void heal() {
    if (cuts > 0) {
      cuts--;
    }
    if (cuts == 0) {
      List<Runnable> waiting = List.copyOf(onHeal);
      onHeal.clear();
      waiting.forEach(Runnable::run);
    }
  }

  /** Everything takes this much longer, give or take half; 0 = as usual. */
  public void slow(long nanos) {
    slowNanos = nanos;
  }

  /** Runs once, when the path is no longer cut; at once if it is not. */
  void whenHealed(Runnable action) {
    if (isCut()) {
      onHeal.add(action);
    } else {
      action.run();
    }
  }
}
