package dev.baton.common.api.client;

import dev.baton.common.api.EventView;
import java.net.URI;
import java.util.List;

/** Hears what a subscription brings; one call at a time. */
public interface EventListener {
  /** In growing order of their numbers, none twice; may be empty. */
  void events(List<EventView> events);

  /** Connected; events that were missed come next. */
  default void connected(URI server) {}

  /** The connection is gone; the subscription tries again by itself. */
  default void disconnected(String reason) {}

  /**
   * The events from the number asked for on are no longer kept, or the cluster's store went back to
   * an earlier state. Read anew what you show; events go on from {@code nextFrom}.
   */
  void restarted(long nextFrom);

  /** The subscription cannot go on (for example: the token is refused) and is closed. */
  default void failed(ClientException reason) {}
}
