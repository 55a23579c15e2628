package dev.baton.coordinator.store.sql;

import dev.baton.common.id.RunId;
import dev.baton.common.run.RunStatus;
import dev.baton.coordinator.core.state.Run;
import dev.baton.coordinator.store.ReadStore.RunFilter;
import dev.baton.coordinator.store.codec.Micros;
import dev.baton.coordinator.store.fold.RunBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Pages of runs, newest first. With a job: by its index. Of all jobs and by rare statuses: by the
 * run blocks, which know where they are. Otherwise by id, where few rows need to be passed over.
 */
final class RunPages {
  /** Runs looked up at once when they are found by their blocks. */
  private static final int CHUNK = 2_000;

  private static final String RUN_COLUMNS = "SELECT " + Tables.RUNS.columnNames() + " FROM runs";

  private final Database database;

  RunPages(Database database) {
    this.database = database;
  }

  List<Run> runs(RunFilter filter, RunId before, int limit) {
    Set<RunStatus> statuses = filter.statuses() == null ? Set.of() : filter.statuses();
    boolean byBlocks =
        filter.job() == null && !statuses.isEmpty() && !statuses.contains(RunStatus.SUCCEEDED);
    return database.read(handle ->
        byBlocks
            ? byBlocks(handle, filter, before, limit)
            : conditions(filter, before)
                .query(handle, RUN_COLUMNS, " ORDER BY id DESC", limit)
                .map((row, context) -> Rows.run(row))
                .list());
  }

  private List<Run> byBlocks(Handle handle, RunFilter filter, RunId before, int limit) {
    long[] ids = candidates(handle, filter.statuses(), before);
    List<Run> found = new ArrayList<>();
    for (int end = ids.length; end > 0 && found.size() < limit; end -= CHUNK) {
      long[] chunk = Arrays.copyOfRange(ids, Math.max(0, end - CHUNK), end);
      Where where = conditions(filter, before);
      where.and(database.isAmong("id", "ids"));
      where.bind("ids", database.numbers(chunk));
      where
          .query(handle, RUN_COLUMNS, " ORDER BY id DESC", limit - found.size())
          .map((row, context) -> Rows.run(row))
          .forEach(found::add);
    }
    return found;
  }

  /** Ids of runs that may fit, in growing order. */
  private long[] candidates(Handle handle, Set<RunStatus> statuses, RunId before) {
    boolean active = statuses.contains(RunStatus.QUEUED) || statuses.contains(RunStatus.RUNNING);
    boolean failed = statuses.contains(RunStatus.FAILED);
    boolean canceled = statuses.contains(RunStatus.CANCELED);
    List<String> parts = new ArrayList<>();
    addIf(parts, active, "active IS NOT NULL");
    addIf(parts, failed, "failed IS NOT NULL");
    addIf(parts, canceled, "canceled IS NOT NULL");
    return handle
        .createQuery(
            "SELECT number, active, failed, canceled FROM run_blocks WHERE number <= :last AND ("
                + String.join(" OR ", parts)
                + ") ORDER BY number")
        .bind("last", before == null ? Long.MAX_VALUE : RunBlock.numberOf(before))
        .map((row, context) -> Rows.runBlock(row))
        .stream()
        .flatMapToLong(block -> Arrays.stream(block.runs(active, failed, canceled)))
        .toArray();
  }

  private static void addIf(List<String> parts, boolean wanted, String part) {
    if (wanted) {
      parts.add(part);
    }
  }

  private static Where conditions(RunFilter filter, RunId before) {
    Where where = new Where();
    where.andIf(
        filter.job() != null, "job = :job", filter.job() == null ? null : filter.job().toString());
    where.andIf(filter.from() != null, "created_at >= :from", Micros.orNull(filter.from()));
    where.andIf(filter.to() != null, "created_at < :to", Micros.orNull(filter.to()));
    where.andIf(before != null, "id < :before", before == null ? null : before.value());
    if (filter.statuses() != null && !filter.statuses().isEmpty()) {
      // Words of an enum, not text from outside.
      where.and(
          filter.statuses().stream()
              .sorted()
              .map(status -> "'" + status.name() + "'")
              .collect(Collectors.joining(", ", "status IN (", ")")));
    }
    return where;
  }
}
