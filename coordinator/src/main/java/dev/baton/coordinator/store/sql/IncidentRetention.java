package dev.baton.coordinator.store.sql;

import dev.baton.coordinator.store.Retention;
import org.jdbi.v3.core.Handle;

/** Deletes closed incidents with their links, and old leaderships; never the newest of either. */
final class IncidentRetention {
  private static final String OLD =
      "SELECT id FROM incidents WHERE resolved_at < :before"
          + " AND id < (SELECT max(id) FROM incidents) ORDER BY id LIMIT :limit";

  private IncidentRetention() {}

  /** One step; answers how many rows are gone. */
  static int delete(Handle handle, long before) {
    int links =
        handle
            .createUpdate("DELETE FROM incident_touches WHERE incident IN (" + OLD + ")")
            .bind("before", before)
            .bind("limit", Retention.STEP)
            .execute();
    int incidents =
        handle
            .createUpdate("DELETE FROM incidents WHERE id IN (" + OLD + ")")
            .bind("before", before)
            .bind("limit", Retention.STEP)
            .execute();
    int leaderships =
        handle
            .createUpdate(
                "DELETE FROM leaderships WHERE began_at < :before AND epoch IN (SELECT epoch FROM"
                    + " leaderships WHERE epoch < (SELECT max(epoch) FROM leaderships)"
                    + " ORDER BY epoch LIMIT :limit)")
            .bind("before", before)
            .bind("limit", Retention.STEP)
            .execute();
    return links + incidents + leaderships;
  }
}
