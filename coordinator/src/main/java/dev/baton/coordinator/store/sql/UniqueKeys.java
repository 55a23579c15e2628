package dev.baton.coordinator.store.sql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeSet;

/**
 * The unique keys that the protocol relies on: without them a second run of a fire time, a second
 * attempt of a number, a second leader would be written and not refused.
 */
public final class UniqueKeys {
  private static final List<String> REQUIRED =
      List.of(
          "cluster(one)",
          "leadership(one)",
          "leaderships(epoch)",
          "jobs(namespace,name)",
          "job_versions(namespace,name,version)",
          "cursors(job,schedule)",
          "runs(id)",
          "runs(job,schedule,fire_at)",
          "runs(job,request_key)",
          "task_runs(run_id,task)",
          "attempts(run_id,task,number)",
          "executors(id)",
          "incidents(id)",
          "incident_touches(run_id,task,attempt,incident)",
          "event_chunks(first_number)");

  private record Key(String table, String name) {}

  private UniqueKeys() {}

  /** All that must be there, as {@code table(column,column)}. */
  public static List<String> required() {
    return REQUIRED;
  }

  /**
   * Those of {@link #required} that the database does not have; empty if all is well.
   *
   * @throws dev.baton.coordinator.store.StoreException if the database does not answer
   */
  public static List<String> missing(Database database) {
    TreeSet<String> there =
        database.read(handle -> {
          Map<Key, StringJoiner> columns = new LinkedHashMap<>();
          handle
              .createQuery(database.uniqueColumns())
              .map((row, context) -> {
                Key key = new Key(row.getString(1), row.getString(2));
                columns
                    .computeIfAbsent(key, k -> new StringJoiner(",", k.table() + "(", ")"))
                    .add(row.getString(3));
                return key;
              })
              .list();
          TreeSet<String> found = new TreeSet<>();
          columns.values().forEach(key -> found.add(key.toString()));
          return found;
        });
    return REQUIRED.stream().filter(key -> !there.contains(key)).toList();
  }
}
