package dev.baton.coordinator.shell;

import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.coordinator.core.Effect.Role;

/**
 * The links to executors, for the core's shell. No method blocks or throws. Messages of one link
 * arrive in the order in which they were sent, or the link closes. A link that is not there any
 * more is no error.
 */
public interface LinkPort {
  void send(long link, CoordinatorMessage message);

  void close(long link, String reason);

  /** What this coordinator is from now on. */
  void role(Role role, long epoch);
}
