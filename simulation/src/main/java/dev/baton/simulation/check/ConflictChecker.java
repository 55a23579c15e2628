package dev.baton.simulation.check;

import dev.baton.coordinator.core.state.FiredTime;
import dev.baton.simulation.store.StoreRows;
import java.util.HashSet;
import java.util.Set;

/**
 * A leader does not try to write what would break a unique key: its memory is what the store holds.
 * One exception: a fire time may have a run of a leader whose clock was ahead, when the schedule is
 * put again. Then one conflict teaches it, and the same does not come a second time.
 */
public final class ConflictChecker implements Witness {
  private static final String NAME = "conflicts";

  private record Met(String life, FiredTime fired) {}

  private final Set<Met> met = new HashSet<>();
  private boolean wentBack;

  @Override
  public void conflicted(String life, Object key) {
    if (wentBack) {
      return;
    }
    if (!(key instanceof FiredTime fired)) {
      throw new Violation(NAME, life + " would have broken the unique key " + key);
    }
    if (!met.add(new Met(life, fired))) {
      throw new Violation(NAME, life + " tries once more to fire " + fired);
    }
  }

  @Override
  public void wentBack(StoreRows rows, long epoch) {
    wentBack = true;
  }
}
