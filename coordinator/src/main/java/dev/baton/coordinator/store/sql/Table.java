package dev.baton.coordinator.store.sql;

import dev.baton.coordinator.store.sql.Column.Role;
import java.util.List;
import java.util.stream.Collectors;

/** A table, or some columns of it, as the hot path writes it. Compared by identity. */
public final class Table<R> {
  private final String name;
  private final List<Column<R>> columns;
  private final List<Column<R>> keys;
  private final List<Column<R>> changing;
  private final List<Column<R>> forUpdate;

  private Table(String name, List<Column<R>> columns) {
    this.name = name;
    this.columns = columns;
    this.keys = columns.stream().filter(column -> column.role() == Role.KEY).toList();
    this.forUpdate = columns.stream().filter(column -> column.role() != Role.FIXED).toList();
    this.changing = forUpdate.stream().filter(column -> column.role() != Role.KEY).toList();
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // The list only reads the array.
  static <R> Table<R> of(String name, Column<R>... columns) {
    return new Table<>(name, List.of(columns));
  }

  public String name() {
    return name;
  }

  public List<Column<R>> columns() {
    return columns;
  }

  public List<Column<R>> keys() {
    return keys;
  }

  /** What an update sets. */
  public List<Column<R>> changing() {
    return changing;
  }

  /** Keys and what changes: all that an update needs. */
  public List<Column<R>> forUpdate() {
    return forUpdate;
  }

  /** All columns, for a select. */
  public String columnNames() {
    return names(columns);
  }

  public static <R> String names(List<Column<R>> columns) {
    return columns.stream().map(Column::name).collect(Collectors.joining(", "));
  }
}
