package dev.baton.coordinator.store.sql;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.RunId;
import dev.baton.coordinator.core.state.Incident;
import dev.baton.coordinator.core.state.IncidentRecords;
import dev.baton.coordinator.core.state.IncidentTouch;
import dev.baton.coordinator.core.state.LeadershipRow;
import dev.baton.coordinator.store.ReadStore.IncidentFilter;
import dev.baton.coordinator.store.codec.Micros;
import dev.baton.coordinator.store.codec.TextCodec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Reads incidents and what they touch. */
final class IncidentReader {
  /** Links of open incidents that a new leader is given. */
  static final int MAX_TOUCHES = 100_000;

  private static final String OPEN = "resolved_at IS NULL";
  private static final String TOUCHES =
      "SELECT incident, run_id, task, attempt, touched_at FROM incident_touches";

  private final Database database;
  private final Handle handle;

  IncidentReader(Database database, Handle handle) {
    this.database = database;
    this.handle = handle;
  }

  /**
   * What a new leader needs.
   *
   * @param activeRuns as {@link Database#numbers} made it
   */
  IncidentRecords records(Object activeRuns, long nextId) {
    List<Incident> incidents =
        handle
            .createQuery(
                "SELECT body FROM incidents WHERE "
                    + OPEN
                    + " OR id IN (SELECT id FROM incidents WHERE resolved_at IS NOT NULL"
                    + " ORDER BY id DESC LIMIT :closed) ORDER BY id")
            .bind("closed", IncidentRecords.MAX_CLOSED)
            .map((row, context) -> TextCodec.toIncident(row.getString(1)))
            .list();
    List<IncidentTouch> touches =
        handle
            .createQuery(
                TOUCHES
                    + " WHERE incident IN (SELECT id FROM incidents WHERE "
                    + OPEN
                    + ") AND "
                    + database.isAmong("run_id", "runs")
                    + " ORDER BY incident, run_id, task, attempt LIMIT :limit")
            .bind("runs", activeRuns)
            .bind("limit", MAX_TOUCHES)
            .map((row, context) -> touch(row))
            .list();
    return new IncidentRecords(incidents, touches, lastLeadership(), nextId);
  }

  private LeadershipRow lastLeadership() {
    return handle
        .createQuery(
            "SELECT epoch, coordinator, began_at, ended_at, end_reason FROM leaderships"
                + " ORDER BY epoch DESC LIMIT 1")
        .map((row, context) ->
            new LeadershipRow(
                row.getLong("epoch"),
                row.getString("coordinator"),
                Rows.instant(row, "began_at"),
                Rows.instant(row, "ended_at"),
                row.getString("end_reason")))
        .findOne()
        .orElse(null);
  }

  static List<Incident> page(Handle handle, IncidentFilter filter, long before, int limit) {
    Where where = new Where();
    where.andIf(
        filter.kind() != null, "kind = :kind", filter.kind() == null ? null : filter.kind().name());
    where.andIf(filter.subject() != null, "subject = :subject", filter.subject());
    if (filter.openOnly()) {
      where.and(OPEN);
    }
    RunId run = filter.run();
    where.andIf(
        run != null,
        "id IN (SELECT incident FROM incident_touches WHERE run_id = :run)",
        run == null ? null : run.value());
    where.andIf(filter.from() != null, "detected_at >= :from", Micros.orNull(filter.from()));
    where.andIf(filter.to() != null, "detected_at < :to", Micros.orNull(filter.to()));
    where.andIf(before > 0, "id < :before", before);
    return where
        .query(handle, "SELECT body FROM incidents", " ORDER BY id DESC", limit)
        .map((row, context) -> TextCodec.toIncident(row.getString(1)))
        .list();
  }

  static Optional<Incident> incident(Handle handle, long id) {
    return handle
        .createQuery("SELECT body FROM incidents WHERE id = :id")
        .bind("id", id)
        .map((row, context) -> TextCodec.toIncident(row.getString(1)))
        .findOne();
  }

  static List<IncidentTouch> touches(Handle handle, long incident, AttemptId after, int limit) {
    Where where = new Where();
    where.and("incident = :incident", incident);
    if (after != null) {
      where.and("(run_id, task, attempt) > (:run, :task, :attempt)");
      where.bind("run", after.run().value());
      where.bind("task", after.task());
      where.bind("attempt", after.number());
    }
    return where
        .query(handle, TOUCHES, " ORDER BY run_id, task, attempt", limit)
        .map((row, context) -> touch(row))
        .list();
  }

  private static IncidentTouch touch(ResultSet row) throws SQLException {
    return new IncidentTouch(
        row.getLong("incident"),
        new AttemptId(
            new RunId(row.getLong("run_id")), row.getString("task"), row.getInt("attempt")),
        Rows.instant(row, "touched_at"));
  }
}
