package dev.baton.coordinator.store.sqlite;

import dev.baton.coordinator.store.fold.BrokenBatchException;
import dev.baton.coordinator.store.sql.Column;
import dev.baton.coordinator.store.sql.Column.Role;
import dev.baton.coordinator.store.sql.Table;
import dev.baton.coordinator.store.sql.Write;
import dev.baton.coordinator.store.sql.Write.Shape;
import dev.baton.coordinator.store.sql.Write.Verb;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The prepared statements of the writing connection, one for each way to write each table. A
 * statement is run once per row: inside the process and inside one transaction that is as fast as
 * any other form, for there is no round trip to save.
 */
final class SqliteStatements {
  private final Connection connection;
  private final Map<Shape, PreparedStatement> prepared = new HashMap<>();

  SqliteStatements(Connection connection) {
    this.connection = connection;
  }

  <R> void run(Write<R> write) throws SQLException {
    PreparedStatement statement = prepared.get(write.shape());
    if (statement == null) {
      statement = connection.prepareStatement(sql(write));
      prepared.put(write.shape(), statement);
    }
    List<Column<R>> columns = write.columns();
    for (R row : write.rows()) {
      int index = 1;
      for (Column<R> column : columns) {
        statement.setObject(index++, column.value().apply(row));
      }
      statement.addBatch();
    }
    int[] counts = statement.executeBatch();
    if (write.verb() == Verb.UPDATE && Arrays.stream(counts).sum() < write.rows().size()) {
      throw new BrokenBatchException(
          "a row of " + write.table().name() + " that the batch changes is not there");
    }
  }

  private static <R> String sql(Write<R> write) {
    Table<R> table = write.table();
    return switch (write.verb()) {
      case INSERT -> insert(table);
      case UPDATE, UPDATE_IF_THERE -> update(table);
      case UPSERT -> insert(table) + onConflict(table, c -> assign(c, "excluded." + c.name()));
      case ADD ->
          insert(table)
              + onConflict(table, c -> c.name() + " = " + c.name() + " + excluded." + c.name());
      case DELETE -> "DELETE FROM " + table.name() + " WHERE " + byKey(table);
    };
  }

  private static <R> String insert(Table<R> table) {
    return "INSERT INTO "
        + table.name()
        + " ("
        + table.columnNames()
        + ") VALUES ("
        + table.columns().stream().map(column -> "?").collect(Collectors.joining(", "))
        + ")";
  }

  private static <R> String onConflict(Table<R> table, Function<Column<R>, String> assignment) {
    return table.changing().stream()
        .map(assignment)
        .collect(
            Collectors.joining(
                ", ", " ON CONFLICT (" + Table.names(table.keys()) + ") DO UPDATE SET ", ""));
  }

  /** Parameters are numbered as {@link Table#forUpdate} lists the columns. */
  private static <R> String update(Table<R> table) {
    List<Column<R>> columns = table.forUpdate();
    String sets =
        table.changing().stream()
            .map(column -> assign(column, "?" + (columns.indexOf(column) + 1)))
            .collect(Collectors.joining(", "));
    return "UPDATE " + table.name() + " SET " + sets + " WHERE " + byKey(table);
  }

  private static <R> String assign(Column<R> column, String value) {
    return column.role() == Role.FILLS
        ? column.name() + " = coalesce(" + value + ", " + column.name() + ")"
        : column.name() + " = " + value;
  }

  private static <R> String byKey(Table<R> table) {
    StringBuilder text = new StringBuilder();
    int index = 1;
    for (Column<R> key : table.keys()) {
      text.append(text.isEmpty() ? "" : " AND ").append(key.name()).append(" = ?").append(index++);
    }
    return text.toString();
  }
}
