package dev.baton.simulation.check;

import dev.baton.common.id.AttemptId;
import dev.baton.common.time.Now;
import dev.baton.common.wire.AttemptOutcome;
import dev.baton.coordinator.core.Effect;
import dev.baton.coordinator.core.Input;
import dev.baton.coordinator.core.command.Command;
import dev.baton.coordinator.core.command.CommandResult;
import dev.baton.coordinator.core.fact.Batch;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.executor.core.ExecutorEffect;
import dev.baton.executor.core.ExecutorInput;
import dev.baton.simulation.node.ExecutorLife;
import dev.baton.simulation.store.StoreRows;
import dev.baton.simulation.task.Tree;
import java.util.ArrayList;
import java.util.List;

/** Several witnesses that all see the same. */
public final class Witnesses implements Witness {
  private final List<Witness> all = new ArrayList<>();

  public void add(Witness witness) {
    all.add(witness);
  }

  @Override
  public void epochRaised(String life, long from, long to) {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).epochRaised(life, from, to);
    }
  }

  @Override
  public void snapshotRead(String life, long epoch) {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).snapshotRead(life, epoch);
    }
  }

  @Override
  public void commitBegins(String life, Batch batch, long storeEpoch) {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).commitBegins(life, batch, storeEpoch);
    }
  }

  @Override
  public void factWritten(Batch batch, Fact fact, StoreRows before) {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).factWritten(batch, fact, before);
    }
  }

  @Override
  public void committed(String life, Batch batch, StoreRows after) {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).committed(life, batch, after);
    }
  }

  @Override
  public void conflicted(String life, Object key) {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).conflicted(life, key);
    }
  }

  @Override
  public void wentBack(StoreRows rows, long epoch) {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).wentBack(rows, epoch);
    }
  }

  @Override
  public void frameTaken(long link, boolean byDialer, long number) {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).frameTaken(link, byDialer, number);
    }
  }

  @Override
  public void coordinatorHears(String life, Now now, Input input) {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).coordinatorHears(life, now, input);
    }
  }

  @Override
  public void coordinatorDoes(String life, Effect effect) {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).coordinatorDoes(life, effect);
    }
  }

  @Override
  public void executorHears(ExecutorLife who, Now now, ExecutorInput input) {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).executorHears(who, now, input);
    }
  }

  @Override
  public void executorDoes(ExecutorLife who, ExecutorEffect effect) {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).executorDoes(who, effect);
    }
  }

  @Override
  public void outcomeOnDisk(ExecutorLife who, AttemptOutcome outcome) {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).outcomeOnDisk(who, outcome);
    }
  }

  @Override
  public void outcomeForgotten(ExecutorLife who, AttemptId attempt) {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).outcomeForgotten(who, attempt);
    }
  }

  @Override
  public void treeStarted(Tree tree) {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).treeStarted(tree);
    }
  }

  @Override
  public void treeEnded(Tree tree) {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).treeEnded(tree);
    }
  }

  @Override
  public void clientAnswered(Command command, CommandResult result) {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).clientAnswered(command, result);
    }
  }
}
