package dev.baton.coordinator.store.sql;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.RunId;
import dev.baton.coordinator.store.LogStore;
import dev.baton.coordinator.store.codec.Packing;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;

/** Logs and artifacts in chunks, packed; what is there already stays as it is. */
public final class SqlLogStore implements LogStore {
  /** Chunks read from the database at once. */
  private static final int CHUNKS_AT_ONCE = 64;

  private static final String OF_ATTEMPT =
      " WHERE run_id = :run AND task = :task AND attempt = :attempt";
  private static final String OF_ARTIFACT = OF_ATTEMPT + " AND name = :name";

  private final Database database;

  public SqlLogStore(Database database) {
    this.database = database;
  }

  @Override
  public void putLog(List<LogPiece> pieces) {
    List<LogPiece> kept = pieces.stream().map(LogCap::apply).filter(p -> p != null).toList();
    if (kept.isEmpty()) {
      return;
    }
    List<byte[]> packed = kept.stream().map(piece -> Packing.pack(piece.bytes())).toList();
    database.write(handle -> {
      PreparedBatch batch =
          handle.prepareBatch(
              "INSERT INTO log_chunks (run_id, task, attempt, number, start_offset,"
                  + " size_bytes, is_last, content) VALUES (:run, :task, :attempt, :number,"
                  + " :offset, :size, :last, :content) ON CONFLICT DO NOTHING");
      for (int i = 0; i < kept.size(); i++) {
        LogPiece piece = kept.get(i);
        batch
            .bind("run", piece.attempt().run().value())
            .bind("task", piece.attempt().task())
            .bind("attempt", piece.attempt().number())
            .bind("number", piece.number())
            .bind("offset", piece.offset())
            .bind("size", piece.bytes().length)
            .bind("last", piece.last() ? 1 : 0)
            .bind("content", packed.get(i))
            .add();
      }
      return batch.execute();
    });
  }

  private record Chunk(int number, long offset, int size, boolean last, byte[] content) {}

  @Override
  public LogSlice readLog(AttemptId attempt, long offset, int limit) {
    int most = Math.max(1, limit);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    boolean complete =
        database.read(handle -> {
          long next = offset;
          for (Chunk chunk : chunks(handle, attempt, offset, most)) {
            if (chunk.offset() > next) {
              return false;
            }
            byte[] bytes = Packing.unpack(chunk.content());
            int from = (int) (next - chunk.offset());
            int length = Math.min(bytes.length - from, most - out.size());
            out.write(bytes, from, length);
            next += length;
            if (chunk.last() && from + length == bytes.length) {
              return true;
            }
          }
          return false;
        });
    return new LogSlice(offset, out.toByteArray(), complete);
  }

  /** Chunks that reach beyond the offset, and the last one where it ends just there. */
  private static List<Chunk> chunks(Handle handle, AttemptId attempt, long offset, int limit) {
    String condition =
        OF_ATTEMPT
            + " AND start_offset < :end"
            + " AND (start_offset + size_bytes > :offset"
            + " OR is_last = 1 AND start_offset + size_bytes = :offset)";
    return ofAttempt(
            handle.createQuery(
                "SELECT number, start_offset, size_bytes, is_last, content FROM log_chunks"
                    + condition
                    + " ORDER BY number LIMIT :limit"),
            attempt)
        .bind("offset", offset)
        .bind("end", offset + limit)
        .bind("limit", CHUNKS_AT_ONCE)
        .map((row, context) ->
            new Chunk(
                row.getInt("number"),
                row.getLong("start_offset"),
                row.getInt("size_bytes"),
                row.getInt("is_last") != 0,
                row.getBytes("content")))
        .list();
  }

  @Override
  public void putArtifact(List<ArtifactPiece> pieces) {
    if (pieces.isEmpty()) {
      return;
    }
    database.write(handle -> {
      pieces.forEach(piece -> put(handle, piece));
      return null;
    });
  }

  /** A piece beyond the limit is left out, and the artifact is never complete. */
  private static void put(Handle handle, ArtifactPiece piece) {
    long before =
        ofAttempt(
                handle.createQuery(
                    "SELECT coalesce(sum(size_bytes), 0) FROM artifact_chunks"
                        + OF_ARTIFACT
                        + " AND number < :number"),
                piece.attempt())
            .bind("name", piece.name())
            .bind("number", piece.number())
            .mapTo(Long.class)
            .one();
    if (before + piece.bytes().length > MAX_ARTIFACT_BYTES) {
      return;
    }
    handle
        .createUpdate(
            "INSERT INTO artifact_chunks (run_id, task, attempt, name, number, size_bytes,"
                + " is_last, content) VALUES (:run, :task, :attempt, :name, :number, :size, :last,"
                + " :content) ON CONFLICT DO NOTHING")
        .bind("run", piece.attempt().run().value())
        .bind("task", piece.attempt().task())
        .bind("attempt", piece.attempt().number())
        .bind("name", piece.name())
        .bind("number", piece.number())
        .bind("size", piece.bytes().length)
        .bind("last", piece.last() ? 1 : 0)
        .bind("content", Packing.pack(piece.bytes()))
        .execute();
  }

  @Override
  public List<Artifact> artifacts(RunId run) {
    return database.read(handle -> artifacts(handle, " WHERE run_id = :run", run));
  }

  /** Complete: the last chunk is there, and as many chunks as its number says. */
  private static List<Artifact> artifacts(Handle handle, String condition, RunId run) {
    return handle
        .createQuery(
            "SELECT task, attempt, name, sum(size_bytes) AS total, count(*) AS chunks,"
                + " max(CASE WHEN is_last = 1 THEN number + 1 ELSE 0 END) AS wanted"
                + " FROM artifact_chunks"
                + condition
                + " GROUP BY task, attempt, name ORDER BY task, attempt, name LIMIT :limit")
        .bind("run", run.value())
        .bind("limit", MAX_ARTIFACTS_OF_A_RUN)
        .map((row, context) ->
            new Artifact(
                new AttemptId(run, row.getString("task"), row.getInt("attempt")),
                row.getString("name"),
                row.getLong("total"),
                row.getLong("chunks") == row.getLong("wanted")))
        .list();
  }

  @Override
  public byte[] readArtifact(RunId run, String task, String name) {
    return database.read(handle -> {
      List<Artifact> complete = new ArrayList<>(artifacts(handle, " WHERE run_id = :run", run));
      complete.removeIf(artifact ->
          !artifact.complete()
              || !artifact.attempt().task().equals(task)
              || !artifact.name().equals(name));
      return complete.isEmpty() ? null : content(handle, complete.getLast());
    });
  }

  private static byte[] content(Handle handle, Artifact artifact) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ofAttempt(
            handle.createQuery(
                "SELECT content FROM artifact_chunks" + OF_ARTIFACT + " ORDER BY number"),
            artifact.attempt())
        .bind("name", artifact.name())
        .map((row, context) -> Packing.unpack(row.getBytes("content")))
        .forEach(out::writeBytes);
    return out.toByteArray();
  }

  private static Query ofAttempt(Query query, AttemptId attempt) {
    return query
        .bind("run", attempt.run().value())
        .bind("task", attempt.task())
        .bind("attempt", attempt.number());
  }
}
