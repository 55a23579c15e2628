package dev.baton.coordinator.store.sql;

import dev.baton.coordinator.core.fact.Batch;
import dev.baton.coordinator.store.codec.FactCodec;
import dev.baton.coordinator.store.codec.Micros;
import dev.baton.coordinator.store.fold.BatchRows;
import dev.baton.coordinator.store.sql.Tables.StoredChunk;
import dev.baton.coordinator.store.sql.Write.Verb;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The writes of one batch, in an order that is right for a database that does them one by one; none
 * touches a row that another touches, so it is right as well for one that does them at once.
 */
public final class BatchWrites {
  private final List<Write<?>> writes = new ArrayList<>();

  private BatchWrites() {}

  public static List<Write<?>> of(Batch batch, BatchRows rows, Instant now) {
    BatchWrites all = new BatchWrites();
    all.add(Verb.INSERT, Tables.RUNS, rows.newRuns());
    all.add(Verb.UPDATE, Tables.RUNS, rows.changedRuns());
    all.add(Verb.INSERT, Tables.TASK_RUNS, rows.newTaskRuns());
    all.add(Verb.UPDATE, Tables.TASK_RUNS, rows.changedTaskRuns());
    all.add(Verb.INSERT, Tables.ATTEMPTS, rows.newAttempts());
    all.add(Verb.UPDATE, Tables.ATTEMPTS, rows.changedAttempts());
    all.add(Verb.UPDATE_IF_THERE, Tables.LATE_OUTCOMES, rows.lateOutcomes());
    all.add(Verb.UPSERT, Tables.RUN_BLOCKS, rows.blocks());
    all.add(Verb.ADD, Tables.RUN_MINUTES, rows.minutes());
    all.add(Verb.DELETE, Tables.CURSORS_OF_DELETED_JOBS, rows.deletedJobs());
    all.add(Verb.DELETE, Tables.REMOVED_CURSORS, rows.removedCursors());
    all.add(Verb.UPSERT, Tables.CURSORS, rows.cursors());
    all.add(Verb.DELETE, Tables.DELETED_JOBS, rows.deletedJobs());
    all.add(Verb.UPSERT, Tables.JOBS, rows.jobs());
    all.add(Verb.UPSERT, Tables.JOB_VERSIONS, rows.jobVersions());
    all.add(Verb.UPSERT, Tables.EXECUTORS, rows.executors());
    all.add(Verb.INSERT, Tables.SKIPS, rows.skips());
    all.add(Verb.INSERT, Tables.FAILOVER_EVENTS, rows.failoverEvents());
    all.add(Verb.INSERT, Tables.AUDIT, rows.audit());
    all.add(Verb.UPSERT, IncidentTables.INCIDENTS, rows.incidents().incidents());
    all.add(Verb.UPSERT, IncidentTables.TOUCHES, rows.incidents().touches());
    all.add(Verb.UPSERT, IncidentTables.LEADERSHIPS, rows.incidents().leaderships());
    if (!batch.facts().isEmpty()) {
      all.add(Verb.INSERT, Tables.EVENT_CHUNKS, List.of(chunk(batch, now)));
    }
    return all.writes;
  }

  private static StoredChunk chunk(Batch batch, Instant now) {
    return new StoredChunk(
        batch.firstEventNumber(),
        batch.firstEventNumber() + batch.facts().size() - 1,
        batch.epoch(),
        Micros.of(now),
        FactCodec.encode(batch.facts()));
  }

  private <R> void add(Verb verb, Table<R> table, List<R> rows) {
    if (!rows.isEmpty()) {
      writes.add(new Write<>(verb, table, rows));
    }
  }
}
