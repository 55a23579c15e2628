package dev.baton.simulation.check;

import dev.baton.common.time.Now;
import dev.baton.coordinator.core.Effect;
import dev.baton.coordinator.core.Input;
import java.util.HashSet;
import java.util.Set;

/** Nobody raises the epoch on having read that the store lacks a unique key. */
public final class KeysChecker implements Witness {
  private record Asked(String life, long request) {}

  private final Set<Asked> unfit = new HashSet<>();

  @Override
  public void coordinatorHears(String life, Now now, Input input) {
    if (input instanceof Input.EpochRead read && !read.missingKeys().isEmpty()) {
      unfit.add(new Asked(life, read.request()));
    }
  }

  /** A raise follows a reading by one request, or by two with a confirmation between. */
  @Override
  public void coordinatorDoes(String life, Effect effect) {
    if (effect instanceof Effect.RaiseEpoch raise
        && (unfit.contains(new Asked(life, raise.request() - 1))
            || unfit.contains(new Asked(life, raise.request() - 2)))) {
      throw new Violation(
          "keys", life + " raises to " + raise.to() + " on a store without its keys");
    }
  }
}
