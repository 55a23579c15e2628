package dev.baton.coordinator.core;

import dev.baton.common.id.ExecutorId;
import java.util.Collection;
import java.util.TreeMap;

/** The executors that are known, by name and by the link on which they speak. */
final class ExecutorSessions {
  private final TreeMap<ExecutorId, ExecutorSession> byId = new TreeMap<>();
  private final TreeMap<Long, ExecutorSession> byLink = new TreeMap<>();

  Collection<ExecutorSession> all() {
    return byId.values();
  }

  ExecutorSession get(ExecutorId id) {
    return byId.get(id);
  }

  ExecutorSession orNew(ExecutorId id) {
    return byId.computeIfAbsent(id, ExecutorSession::new);
  }

  /** The session that speaks on this link; null if none does. */
  ExecutorSession of(long link) {
    return byLink.get(link);
  }

  void link(ExecutorSession session, long link) {
    session.link = link;
    session.newestLink = link;
    byLink.put(link, session);
  }

  /** That link is no more; answers whose it was, or null. */
  ExecutorSession unlink(long link) {
    ExecutorSession session = byLink.remove(link);
    if (session != null) {
      session.link = ExecutorSession.NO_LINK;
    }
    return session;
  }
}
