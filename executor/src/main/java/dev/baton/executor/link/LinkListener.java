package dev.baton.executor.link;

import dev.baton.common.wire.CoordinatorMessage;

/**
 * Hears what happens on links. Called on the link's event loop, in order for each link; may block
 * to slow the coordinator down.
 */
public interface LinkListener {
  /** Connected, TLS agreed on, greeting sent. */
  void up(long link);

  /** The link is gone or never came about. Nothing more comes of it. Not said after a close. */
  void down(long link, String reason);

  void heard(long link, CoordinatorMessage message);

  /** There is room for log chunks again. */
  void writable(long link);
}
