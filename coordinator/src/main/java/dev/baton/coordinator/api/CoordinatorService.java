package dev.baton.coordinator.api;

import dev.baton.coordinator.core.command.Command;
import dev.baton.coordinator.core.command.CommandResult;
import dev.baton.coordinator.store.LogStore;
import dev.baton.coordinator.store.ReadStore;
import java.util.concurrent.CompletionStage;

/** What the operator API wants from the coordinator it belongs to. Safe on every thread. */
public interface CoordinatorService {
  /**
   * Hands a command to the core. Never blocks and never throws: an inbox that is full, or a
   * coordinator that does not lead, is a {@link CommandResult.Rejected}. Completes after what
   * changed is durable, on any thread; may never complete when leadership is lost, so callers wait
   * with a limit.
   */
  CompletionStage<CommandResult> submit(Command command);

  ReadStore reads();

  LogStore logs();

  /** From memory; does not block. */
  ClusterStatus status();
}
