package dev.baton.coordinator.store.sql;

import dev.baton.coordinator.store.Retention;
import dev.baton.coordinator.store.codec.Micros;
import dev.baton.coordinator.store.fold.RunBlock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Deletes by primary key, oldest first; ids grow with time, so old rows lie together. */
public final class SqlRetention implements Retention {
  private static final long SECONDS_PER_MINUTE = 60;

  private final Database database;

  /** Runs up to this id are deleted or must stay for now; only saves looking at them again. */
  private long passed;

  private Instant passedFor = Instant.MIN;

  public SqlRetention(Database database) {
    this.database = database;
  }

  private record Candidate(long id, boolean old, boolean delete) {}

  @Override
  public synchronized int deleteRuns(Instant endedBefore) {
    if (!endedBefore.equals(passedFor)) {
      passed = 0;
      passedFor = endedBefore;
    }
    while (true) {
      List<Candidate> window = database.read(handle -> window(handle, endedBefore));
      if (window.isEmpty()) {
        return 0;
      }
      long[] ids = window.stream().filter(Candidate::delete).mapToLong(Candidate::id).toArray();
      if (ids.length > 0) {
        database.write(handle -> delete(handle, ids));
      }
      passed = window.getLast().id();
      if (ids.length > 0) {
        return ids.length;
      }
    }
  }

  /**
   * The next runs in order of id, up to the first that was created after that time; never the
   * newest run.
   */
  private List<Candidate> window(Handle handle, Instant endedBefore) {
    long before = Micros.of(endedBefore);
    return handle
        .createQuery(
            "SELECT id, created_at, ended_at FROM runs WHERE id > :passed"
                + " AND id < (SELECT max(id) FROM runs) ORDER BY id LIMIT :limit")
        .bind("passed", passed)
        .bind("limit", STEP)
        .map((row, context) -> {
          long endedAt = row.getLong("ended_at");
          boolean ended = !row.wasNull();
          boolean old = row.getLong("created_at") < before;
          return new Candidate(row.getLong("id"), old, ended && endedAt < before);
        })
        .stream()
        .takeWhile(Candidate::old)
        .toList();
  }

  private int delete(Handle handle, long[] ids) {
    Object bound = database.numbers(ids);
    for (String table : List.of("log_chunks", "artifact_chunks", "attempts", "task_runs")) {
      handle
          .createUpdate("DELETE FROM " + table + " WHERE " + database.isAmong("run_id", "ids"))
          .bind("ids", bound)
          .execute();
    }
    int deleted =
        handle
            .createUpdate("DELETE FROM runs WHERE " + database.isAmong("id", "ids"))
            .bind("ids", bound)
            .execute();
    deleteBlocks(handle, Arrays.stream(ids).map(id -> id / RunBlock.SIZE).distinct().toArray());
    return deleted;
  }

  /** Blocks without any run left; the newest run keeps the newest block. */
  private void deleteBlocks(Handle handle, long[] blocks) {
    handle
        .createUpdate(
            "DELETE FROM run_blocks WHERE "
                + database.isAmong("number", "blocks")
                + " AND active IS NULL AND NOT EXISTS (SELECT 1 FROM runs WHERE id >= number * "
                + RunBlock.SIZE
                + " AND id < (number + 1) * "
                + RunBlock.SIZE
                + ")")
        .bind("blocks", database.numbers(blocks))
        .execute();
  }

  @Override
  public int deleteEvents(Instant before) {
    long micros = Micros.of(before);
    long minute = Math.floorDiv(before.getEpochSecond(), SECONDS_PER_MINUTE);
    return database.write(handle ->
        deleteOldest(handle, "event_chunks", "first_number", "stored_at", micros)
            + deleteOldest(handle, "failover_events", "number", "happened_at", micros)
            + deleteOldest(handle, "audit", "number", "happened_at", micros)
            + deleteOldest(handle, "skips", "number", "decided_at", micros)
            + deleteMinutes(handle, minute)
            + IncidentRetention.delete(handle, micros));
  }

  /** The lowest keys, as far as they are old; never the highest key. */
  private static int deleteOldest(
      Handle handle, String table, String key, String time, long before) {
    return handle
        .createUpdate(
            "DELETE FROM "
                + table
                + " WHERE "
                + key
                + " IN (SELECT "
                + key
                + " FROM "
                + table
                + " WHERE "
                + key
                + " < (SELECT max("
                + key
                + ") FROM "
                + table
                + ") ORDER BY "
                + key
                + " LIMIT :limit) AND "
                + time
                + " < :before")
        .bind("limit", STEP)
        .bind("before", before)
        .execute();
  }

  private static int deleteMinutes(Handle handle, long before) {
    return handle
        .createUpdate(
            "DELETE FROM run_minutes WHERE (job, minute, status) IN (SELECT job, minute, status"
                + " FROM run_minutes WHERE minute < :minute LIMIT :limit)")
        .bind("minute", before)
        .bind("limit", STEP)
        .execute();
  }
}
