package dev.baton.coordinator.store.sql;

import java.util.List;

/** Rows to write to one table in one way. The keys of the rows differ. */
public record Write<R>(Verb verb, Table<R> table, List<R> rows) {
  /** How. */
  public enum Verb {
    /** A key that is there already is a broken unique rule. */
    INSERT,
    /** A row that is not there is a broken rule: memory and store differ. */
    UPDATE,
    /** A row that is not there is left out. */
    UPDATE_IF_THERE,
    /** Insert, or update what changes. */
    UPSERT,
    /** Insert, or add the one changing column to what is there. */
    ADD,
    /** By all key columns of the table as described, which may be a part of the real key. */
    DELETE
  }

  /** What the text of a statement depends on. */
  public record Shape(Verb verb, Table<?> table) {}

  public Shape shape() {
    return new Shape(verb, table);
  }

  /** The columns that the rows are sent with, in order. */
  public List<Column<R>> columns() {
    return switch (verb) {
      case INSERT, UPSERT, ADD -> table.columns();
      case UPDATE, UPDATE_IF_THERE -> table.forUpdate();
      case DELETE -> table.keys();
    };
  }
}
