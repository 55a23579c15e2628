package dev.baton.simulation.check;

import dev.baton.common.id.AttemptId;
import dev.baton.common.run.AttemptStatus;
import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.coordinator.core.Effect;
import dev.baton.coordinator.core.command.CommandResult;
import dev.baton.coordinator.core.fact.Batch;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.simulation.store.StoreRows;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Nothing leaves a coordinator before what it rests on is in the store: starts, acknowledgements of
 * outcomes, answers to clients, published events.
 */
public final class CommitBeforeWordChecker implements Witness {
  private static final String NAME = "commit before word";

  private final Supplier<StoreRows> store;
  private final Set<Batch> unpublished = Collections.newSetFromMap(new IdentityHashMap<>());
  private boolean wentBack;

  public CommitBeforeWordChecker(Supplier<StoreRows> store) {
    this.store = store;
  }

  @Override
  public void committed(String life, Batch batch, StoreRows after) {
    if (!batch.facts().isEmpty()) {
      unpublished.add(batch);
    }
  }

  @Override
  public void coordinatorDoes(String life, Effect effect) {
    if (wentBack) {
      return;
    }
    switch (effect) {
      case Effect.Send send -> said(life, send.message());
      case Effect.Answer answer -> answered(life, answer.result());
      case Effect.Publish publish -> {
        if (!unpublished.remove(publish.batch())) {
          throw new Violation(NAME, life + " publishes what is not written: " + publish.batch());
        }
      }
      case Effect.Stand e -> {}
      case Effect.Withdraw e -> {}
      case Effect.ReadEpoch e -> {}
      case Effect.ConfirmElection e -> {}
      case Effect.RaiseEpoch e -> {}
      case Effect.LoadSnapshot e -> {}
      case Effect.Commit e -> {}
      case Effect.CloseLink e -> {}
      case Effect.WakeAt e -> {}
      case Effect.RoleChanged e -> {}
      case Effect.Counted e -> {}
      case Effect.Note e -> {}
      case Effect.Unfit e -> {}
    }
  }

  private void said(String life, CoordinatorMessage message) {
    if (message instanceof CoordinatorMessage.Start start) {
      if (store.get().attempt(start.order().attempt()) == null) {
        throw new Violation(NAME, life + " starts what is not written: " + start);
      }
    } else if (message instanceof CoordinatorMessage.OutcomesAccepted accepted) {
      for (AttemptId id : accepted.attempts()) {
        Attempt attempt = store.get().attempt(id);
        if (attempt != null && attempt.status() != AttemptStatus.ENDED) {
          throw new Violation(NAME, life + " acknowledges the outcome of " + attempt);
        }
      }
    }
  }

  private void answered(String life, CommandResult result) {
    boolean written =
        switch (result) {
          case CommandResult.RunAccepted accepted -> store.get().run(accepted.run()) != null;
          case CommandResult.JobStored stored ->
              store.get().version(stored.job(), stored.version()) != null;
          case CommandResult.Done done -> true;
          case CommandResult.Planned planned -> true;
          case CommandResult.Checked checked -> true;
          case CommandResult.Explained explained -> true;
          case CommandResult.Executors executors -> true;
          case CommandResult.Rejected rejected -> true;
        };
    if (!written) {
      throw new Violation(NAME, life + " answers what is not written: " + result);
    }
  }

  @Override
  public void wentBack(StoreRows rows, long epoch) {
    // What was said of the lost time is no longer in the store.
    wentBack = true;
  }
}
