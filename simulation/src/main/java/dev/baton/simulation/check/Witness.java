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

/**
 * Sees what happens in the cluster, from outside and at the moment it happens. Throws {@link
 * Violation} where a promise is broken.
 */
public interface Witness {
  /** The store's epoch has been set. */
  default void epochRaised(String life, long from, long to) {}

  /** The store has read a snapshot for that process. */
  default void snapshotRead(String life, long epoch) {}

  /** The store is about to write this batch. */
  default void commitBegins(String life, Batch batch, long storeEpoch) {}

  /** The store writes this fact; {@code before} are the rows without it. */
  default void factWritten(Batch batch, Fact fact, StoreRows before) {}

  /** The store has written the batch. */
  default void committed(String life, Batch batch, StoreRows after) {}

  /**
   * The store refused a batch because it would have broken a unique key.
   *
   * @param key an id, a {@link dev.baton.coordinator.core.state.FiredTime}, or a request key
   */
  default void conflicted(String life, Object key) {}

  /** The store was restored from a backup. */
  default void wentBack(StoreRows rows, long epoch) {}

  /** An end of a link took a frame. */
  default void frameTaken(long link, boolean byDialer, long number) {}

  /** A coordinator's core is given this. */
  default void coordinatorHears(String life, Now now, Input input) {}

  /** What a coordinator's core asked for is done now. */
  default void coordinatorDoes(String life, Effect effect) {}

  default void executorHears(ExecutorLife who, Now now, ExecutorInput input) {}

  default void executorDoes(ExecutorLife who, ExecutorEffect effect) {}

  /** The outcome is on disk, and stays there when the process dies. */
  default void outcomeOnDisk(ExecutorLife who, AttemptOutcome outcome) {}

  default void outcomeForgotten(ExecutorLife who, AttemptId attempt) {}

  default void treeStarted(Tree tree) {}

  default void treeEnded(Tree tree) {}

  /** A client got this answer. */
  default void clientAnswered(Command command, CommandResult result) {}
}
