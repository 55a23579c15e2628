package dev.baton.coordinator.core;

import dev.baton.common.time.Now;
import java.util.List;

/** Placeholder of the entry while the contracts settle; answers nothing yet. */
public final class CoordinatorCore {
  public CoordinatorCore(String coordinatorId, CoreSettings settings, SafetyRules rules) {}

  public List<Effect> step(Now now, Input input) {
    throw new UnsupportedOperationException("not built");
  }
}
