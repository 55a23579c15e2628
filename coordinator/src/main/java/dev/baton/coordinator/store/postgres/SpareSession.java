package dev.baton.coordinator.store.postgres;

import dev.baton.coordinator.store.sql.Write;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A writer session that a standby holds ready: to open one, and to plan the first statements on it,
 * takes a server longer than all the rest of a raise.
 */
final class SpareSession implements AutoCloseable {
  private final Connections connections;
  private final AtomicReference<WriterSession> ready = new AtomicReference<>();

  SpareSession(Connections connections) {
    this.connections = connections;
  }

  /** One that answers: the one held ready, or a new one. */
  WriterSession take() throws SQLException {
    WriterSession session = ready.getAndSet(null);
    if (session != null) {
      if (session.answers()) {
        return session;
      }
      session.close();
    }
    return WriterSession.open(connections);
  }

  /** Has the server plan and carry out the writes under an epoch that nobody has: none is done. */
  void practise(List<Write<?>> writes) throws SQLException {
    WriterSession session = ready.get();
    if (session == null) {
      session = WriterSession.open(connections);
      if (!ready.compareAndSet(null, session)) {
        session.close();
        return;
      }
    }
    try {
      session.commit(WriterSession.NO_EPOCH, writes);
    } catch (SQLException e) {
      if (ready.compareAndSet(session, null)) {
        session.close();
      }
      throw e;
    }
  }

  @Override
  public void close() {
    WriterSession session = ready.getAndSet(null);
    if (session != null) {
      session.close();
    }
  }
}
