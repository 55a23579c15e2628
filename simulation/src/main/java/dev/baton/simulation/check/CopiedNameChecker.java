package dev.baton.simulation.check;

import dev.baton.common.id.ExecutorId;
import dev.baton.executor.core.ExecutorEffect;
import dev.baton.simulation.node.ExecutorLife;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Two processes from different data directories never hold a lease under one name. */
public final class CopiedNameChecker implements Witness {
  private static final String NAME = "copied name";

  private final Map<ExecutorId, List<Holder>> holders = new HashMap<>();

  private static final class Holder {
    final ExecutorLife who;
    long untilNanos;

    Holder(ExecutorLife who) {
      this.who = who;
    }
  }

  @Override
  public void executorDoes(ExecutorLife who, ExecutorEffect effect) {
    if (!(effect instanceof ExecutorEffect.LeaseExtended extended)) {
      return;
    }
    List<Holder> ofName = holders.computeIfAbsent(who.executor(), id -> new ArrayList<>());
    ofName.removeIf(holder -> holder.who.life().isDead());
    Holder own = null;
    for (Holder holder : ofName) {
      if (holder.who.equals(who)) {
        own = holder;
      } else if (!holder.who.home().equals(who.home())
          && holder.untilNanos > holder.who.life().monotonic()) {
        throw new Violation(
            NAME, who + " gets a lease while " + holder.who + " holds one, as " + who.executor());
      }
    }
    if (own == null) {
      own = new Holder(who);
      ofName.add(own);
    }
    own.untilNanos = extended.untilNanos();
  }
}
