package dev.baton.simulation.check;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.TaskRunId;
import dev.baton.common.run.AttemptStatus;
import dev.baton.coordinator.core.fact.Batch;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.simulation.store.StoreRows;
import dev.baton.simulation.task.Tree;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Leased process trees, in truth: no two of one task run are alive at once, none is alive when its
 * attempt is declared over, none starts after that. And no attempt starts twice, leased or not.
 */
public final class NeverTwoAtOnceChecker implements Witness {
  private static final String NAME = "never two at once";

  private final Supplier<StoreRows> store;
  private final Map<TaskRunId, Tree> alive = new HashMap<>();
  private final Set<AttemptId> started = new HashSet<>();

  /** Trees of before the store went back in time: nothing is promised of them. */
  private final Set<Tree> ofAnotherPast = new HashSet<>();

  private boolean wentBack;

  public NeverTwoAtOnceChecker(Supplier<StoreRows> store) {
    this.store = store;
  }

  @Override
  public void treeStarted(Tree tree) {
    Attempt attempt = store.get().attempt(tree.attempt());
    boolean known =
        attempt != null
            && attempt.token().equals(tree.order().token())
            && attempt.incarnation().equals(tree.executor().incarnation());
    if (wentBack && !known) {
      ofAnotherPast.add(tree);
      return;
    }
    if (!started.add(tree.attempt())) {
      throw new Violation(NAME, tree + " starts a second time");
    }
    if (!tree.leased()) {
      return;
    }
    Tree other = alive.get(tree.attempt().taskRun());
    if (other != null) {
      throw new Violation(NAME, tree + " starts while there is " + other);
    }
    if (attempt != null && attempt.status() == AttemptStatus.ENDED) {
      throw new Violation(NAME, tree + " starts after its end: " + attempt);
    }
    alive.put(tree.attempt().taskRun(), tree);
  }

  @Override
  public void treeEnded(Tree tree) {
    if (!ofAnotherPast.remove(tree)) {
      alive.remove(tree.attempt().taskRun(), tree);
    }
  }

  @Override
  public void factWritten(Batch batch, Fact fact, StoreRows before) {
    if (fact instanceof Fact.AttemptChanged changed
        && changed.attempt().leased()
        && changed.attempt().status() == AttemptStatus.ENDED) {
      Tree tree = alive.get(changed.attempt().id().taskRun());
      if (tree != null && tree.attempt().equals(changed.attempt().id())) {
        throw new Violation(NAME, tree + " is alive, and over is " + changed.attempt());
      }
    }
  }

  @Override
  public void wentBack(StoreRows rows, long epoch) {
    ofAnotherPast.addAll(alive.values());
    alive.clear();
    started.clear();
    wentBack = true;
  }
}
