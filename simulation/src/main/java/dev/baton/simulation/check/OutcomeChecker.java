package dev.baton.simulation.check;

import dev.baton.common.id.AttemptId;
import dev.baton.common.run.AttemptStatus;
import dev.baton.common.run.Outcome;
import dev.baton.common.time.Now;
import dev.baton.common.wire.AttemptOutcome;
import dev.baton.common.wire.ExecutorMessage;
import dev.baton.coordinator.core.Input;
import dev.baton.coordinator.core.fact.Batch;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.executor.core.ExecutorEffect;
import dev.baton.simulation.node.ExecutorLife;
import dev.baton.simulation.store.StoreRows;
import dev.baton.simulation.task.Tree;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Outcomes: what the store holds is what happened; what an executor says is on its disk; it forgets
 * only what the store has an end for; and an outcome that a hello lists comes before the loss that
 * the same hello would mean.
 */
public final class OutcomeChecker implements Witness {
  private static final String NAME = "outcomes";

  private final Supplier<StoreRows> store;
  private final Map<AttemptId, Outcome> happened = new HashMap<>();
  private final Map<String, Map<AttemptId, Outcome>> disks = new HashMap<>();
  private final Map<AttemptId, Set<Instant>> listedAt = new HashMap<>();
  private boolean wentBack;

  public OutcomeChecker(Supplier<StoreRows> store) {
    this.store = store;
  }

  @Override
  public void treeEnded(Tree tree) {
    if (tree.outcome() != null) {
      happened.put(tree.attempt(), tree.outcome());
    }
  }

  @Override
  public void factWritten(Batch batch, Fact fact, StoreRows before) {
    if (!(fact instanceof Fact.AttemptChanged changed)
        || changed.attempt().status() != AttemptStatus.ENDED
        || wentBack) {
      return;
    }
    Attempt attempt = changed.attempt();
    Attempt was = before.attempt(attempt.id());
    if (was != null && was.status() == AttemptStatus.ENDED) {
      return;
    }
    switch (attempt.outcome()) {
      case SUCCEEDED, FAILED, TIMED_OUT, CANCELED -> {
        if (happened.get(attempt.id()) != attempt.outcome()) {
          throw new Violation(
              NAME, "what happened is " + happened.get(attempt.id()) + ", written is " + attempt);
        }
      }
      case LOST, SUPERSEDED -> {
        Set<Instant> listed = listedAt.get(attempt.id());
        if (listed != null && listed.contains(attempt.endedAt())) {
          throw new Violation(NAME, "the hello that made it lost listed how it ended: " + attempt);
        }
      }
    }
  }

  @Override
  public void coordinatorHears(String life, Now now, Input input) {
    if (input instanceof Input.FromExecutor from
        && from.message() instanceof ExecutorMessage.Hello hello) {
      for (AttemptOutcome outcome : hello.outcomes()) {
        // A loss that the executor itself reports is dated by the executor.
        listedAt.computeIfAbsent(outcome.attempt(), id -> new HashSet<>()).add(now.wall());
      }
    }
  }

  @Override
  public void outcomeOnDisk(ExecutorLife who, AttemptOutcome outcome) {
    disks
        .computeIfAbsent(who.home(), home -> new HashMap<>())
        .put(outcome.attempt(), outcome.outcome());
  }

  @Override
  public void executorDoes(ExecutorLife who, ExecutorEffect effect) {
    if (!(effect instanceof ExecutorEffect.Send send)) {
      return;
    }
    if (send.message() instanceof ExecutorMessage.Ended ended) {
      said(who, ended.outcome());
    } else if (send.message() instanceof ExecutorMessage.Hello hello) {
      hello.outcomes().forEach(outcome -> said(who, outcome));
    }
  }

  private void said(ExecutorLife who, AttemptOutcome outcome) {
    Map<AttemptId, Outcome> disk = disks.get(who.home());
    if (disk == null || disk.get(outcome.attempt()) != outcome.outcome()) {
      throw new Violation(NAME, who + " says what is not on its disk: " + outcome);
    }
  }

  @Override
  public void outcomeForgotten(ExecutorLife who, AttemptId id) {
    Map<AttemptId, Outcome> disk = disks.get(who.home());
    Outcome said = disk == null ? null : disk.get(id);
    Attempt row = store.get().attempt(id);
    if (row == null || said == null || wentBack) {
      return;
    }
    boolean kept =
        row.status() == AttemptStatus.ENDED && (row.outcome() == said || row.lateOutcome() != null);
    if (!kept) {
      throw new Violation(NAME, who + " forgets " + said + " of " + id + ", the store has " + row);
    }
  }

  @Override
  public void wentBack(StoreRows rows, long epoch) {
    // Numbers of runs are given out again: the same attempt may be another one.
    wentBack = true;
  }
}
