package dev.baton.coordinator.store.sql;

import org.jdbi.v3.core.Handle;

/**
 * Who may write, as the store has it.
 *
 * @param session the store session of the leader of that epoch; null where there is none
 */
public record Leadership(String clusterId, long epoch, String session) {
  public static Leadership read(Handle handle) {
    return handle
        .createQuery("SELECT cluster_id, epoch, store_session FROM cluster, leadership")
        .map((row, context) -> new Leadership(row.getString(1), row.getLong(2), row.getString(3)))
        .one();
  }
}
