package dev.baton.coordinator.store.sql;

import dev.baton.coordinator.store.codec.TextCodec;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * One column of a table whose rows are {@code R}.
 *
 * @param value Long, Integer, String or byte[] by {@code type}; null = NULL
 */
public record Column<R>(String name, Type type, Role role, Function<R, Object> value) {
  /** How the value travels. */
  public enum Type {
    LONG,
    INT,
    TEXT,
    BYTES
  }

  /** What a write does with the column. */
  public enum Role {
    KEY,
    /** Written with the first row and never again. */
    FIXED,
    CHANGES,
    /** Changes, but NULL leaves what is there. */
    FILLS
  }

  static <R> Column<R> ofLong(String name, Role role, Function<R, Long> value) {
    return new Column<>(name, Type.LONG, role, value::apply);
  }

  static <R> Column<R> ofInt(String name, Role role, ToIntFunction<R> value) {
    return new Column<>(name, Type.INT, role, value::applyAsInt);
  }

  static <R> Column<R> ofInteger(String name, Role role, Function<R, Integer> value) {
    return new Column<>(name, Type.INT, role, value::apply);
  }

  /** The text as every database takes it. */
  static <R> Column<R> ofText(String name, Role role, Function<R, String> value) {
    return new Column<>(name, Type.TEXT, role, row -> TextCodec.storable(value.apply(row)));
  }

  /** The word of an enum constant: its name, for ever. */
  static <R> Column<R> ofWord(String name, Role role, Function<R, Enum<?>> value) {
    return new Column<>(
        name,
        Type.TEXT,
        role,
        row -> {
          Enum<?> constant = value.apply(row);
          return constant == null ? null : constant.name();
        });
  }

  static <R> Column<R> ofFlag(String name, Role role, Function<R, Boolean> value) {
    return new Column<>(name, Type.INT, role, row -> value.apply(row) ? 1 : 0);
  }

  static <R> Column<R> ofBytes(String name, Role role, Function<R, byte[]> value) {
    return new Column<>(name, Type.BYTES, role, value::apply);
  }
}
