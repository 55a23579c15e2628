package dev.baton.coordinator.store.postgres;

import dev.baton.coordinator.store.sql.Column;
import dev.baton.coordinator.store.sql.Column.Role;
import dev.baton.coordinator.store.sql.Table;
import dev.baton.coordinator.store.sql.Write;
import dev.baton.coordinator.store.sql.Write.Verb;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The one statement that carries out the writes of a batch: a common table expression that locks
 * the leadership row if it still bears our epoch, and one part per write that does nothing unless
 * it does. Each column of each write is one array parameter, in the order of {@link
 * Write#columns()}. The text depends on the shapes of the writes alone, so it is planned once.
 *
 * <p>The lock (FOR SHARE) is what makes the check hold until the commit: a raise waits for it, and
 * a statement that waited for a raise sees the new epoch and writes nothing.
 *
 * <p>The last parameter is the number of rows that updates must find. Where one is missing memory
 * and store differ: the statement divides by zero, and with that nothing of it is written.
 */
final class CommitSql {
  private CommitSql() {}

  static String of(List<Write<?>> writes) {
    StringBuilder sql =
        new StringBuilder(
            "WITH fence AS (SELECT epoch FROM leadership WHERE one = 1 AND epoch = ? FOR SHARE)");
    StringBuilder updated = new StringBuilder("0");
    int part = 1;
    for (Write<?> write : writes) {
      String name = "w" + part++;
      sql.append(",\n").append(name).append(" AS (").append(part(write)).append(')');
      if (write.verb() == Verb.UPDATE) {
        updated.append(" + (SELECT count(*) FROM ").append(name).append(')');
      }
    }
    return sql.append(",\nheld AS (SELECT count(*) AS n FROM fence)")
        .append(",\nupdated AS (SELECT ")
        .append(updated)
        .append(" AS n)")
        .append("\nSELECT held.n, (extract(epoch FROM clock_timestamp()) * 1000000)::bigint,")
        .append(" CASE WHEN held.n = 1 AND updated.n < ? THEN 1 / (held.n - 1) END")
        .append(" FROM held, updated")
        .toString();
  }

  private static <R> String part(Write<R> write) {
    Table<R> table = write.table();
    return switch (write.verb()) {
      case INSERT -> insert(write);
      case UPSERT ->
          insert(write) + onConflict(table, column -> assign(table, column, "excluded."));
      case ADD ->
          insert(write)
              + onConflict(
                  table,
                  column ->
                      column.name()
                          + " = "
                          + table.name()
                          + "."
                          + column.name()
                          + " + excluded."
                          + column.name());
      case UPDATE -> update(write) + " RETURNING 1";
      case UPDATE_IF_THERE -> update(write);
      case DELETE ->
          "DELETE FROM "
              + table.name()
              + " USING "
              + rows(write)
              + " WHERE EXISTS (SELECT FROM fence) AND "
              + sameKey(table);
    };
  }

  private static <R> String update(Write<R> write) {
    Table<R> table = write.table();
    return "UPDATE "
        + table.name()
        + " SET "
        + table.changing().stream()
            .map(column -> assign(table, column, "n."))
            .collect(Collectors.joining(", "))
        + " FROM "
        + rows(write)
        + " WHERE EXISTS (SELECT FROM fence) AND "
        + sameKey(table);
  }

  private static <R> String insert(Write<R> write) {
    return "INSERT INTO "
        + write.table().name()
        + " ("
        + write.table().columnNames()
        + ") SELECT * FROM "
        + rows(write)
        + " WHERE EXISTS (SELECT FROM fence)";
  }

  private static <R> String rows(Write<R> write) {
    return write.columns().stream()
        .map(column -> "?::" + arrayType(column.type()))
        .collect(
            Collectors.joining(", ", "unnest(", ") AS n (" + Table.names(write.columns()) + ")"));
  }

  private static <R> String onConflict(Table<R> table, Function<Column<R>, String> assignment) {
    return table.changing().stream()
        .map(assignment)
        .collect(
            Collectors.joining(
                ", ", " ON CONFLICT (" + Table.names(table.keys()) + ") DO UPDATE SET ", ""));
  }

  private static <R> String assign(Table<R> table, Column<R> column, String from) {
    String value = from + column.name();
    return column.role() == Role.FILLS
        ? column.name() + " = coalesce(" + value + ", " + table.name() + "." + column.name() + ")"
        : column.name() + " = " + value;
  }

  private static <R> String sameKey(Table<R> table) {
    return table.keys().stream()
        .map(key -> table.name() + "." + key.name() + " = n." + key.name())
        .collect(Collectors.joining(" AND "));
  }

  private static String arrayType(Column.Type type) {
    return switch (type) {
      case LONG -> "bigint[]";
      case INT -> "integer[]";
      case TEXT -> "text[]";
      case BYTES -> "bytea[]";
    };
  }
}
