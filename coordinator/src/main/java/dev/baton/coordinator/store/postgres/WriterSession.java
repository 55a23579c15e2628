package dev.baton.coordinator.store.postgres;

import dev.baton.coordinator.core.Input.ElectionNode;
import dev.baton.coordinator.store.codec.Micros;
import dev.baton.coordinator.store.sql.Column;
import dev.baton.coordinator.store.sql.Write;
import dev.baton.coordinator.store.sql.Write.Shape;
import dev.baton.coordinator.store.sql.Write.Verb;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The session on which one leadership writes. Used for one raise and never for another; when it
 * breaks, a new raise takes the next.
 */
final class WriterSession implements AutoCloseable {
  /** Statement texts kept, and prepared at the server; one for each mix of writes. */
  private static final int MAX_STATEMENTS = 128;

  /** Epochs count from 0: a batch under this one is planned, carried out, and writes nothing. */
  static final long NO_EPOCH = -1;

  private static final int ANSWER_LIMIT_SECONDS = 1;

  private final Connection connection;
  private final String name;
  private final Map<List<Shape>, PreparedStatement> statements =
      new LinkedHashMap<>(16, 0.75f, true);

  private WriterSession(Connection connection, String name) {
    this.connection = connection;
    this.name = name;
  }

  static WriterSession open(Connections connections) throws SQLException {
    Connection connection = connections.writer();
    try (PreparedStatement query = connection.prepareStatement(SessionName.OWN);
        ResultSet row = query.executeQuery()) {
      row.next();
      return new WriterSession(connection, row.getString(1));
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  boolean answers() throws SQLException {
    return connection.isValid(ANSWER_LIMIT_SECONDS);
  }

  /** Compare-and-set; waits for a statement of the former epoch that is at work just now. */
  boolean raise(long from, long to, String coordinator, ElectionNode node) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE leadership SET epoch = ?, coordinator = ?, election_node = ?,"
                + " store_session = ?, raised_at = ? WHERE one = 1 AND epoch = ?")) {
      update.setLong(1, to);
      update.setString(2, coordinator);
      update.setString(3, node == null ? null : node.path());
      update.setString(4, name);
      update.setLong(5, Micros.of(Instant.now()));
      update.setLong(6, from);
      return update.executeUpdate() == 1;
    }
  }

  /** The server's clock if the batch is written; null if the epoch is not ours any more. */
  synchronized Instant commit(long epoch, List<Write<?>> writes) throws SQLException {
    PreparedStatement statement = statement(writes);
    statement.setLong(1, epoch);
    int index = 2;
    long toUpdate = 0;
    for (Write<?> write : writes) {
      index = bind(statement, index, write);
      toUpdate += write.verb() == Verb.UPDATE ? write.rows().size() : 0;
    }
    statement.setLong(index, toUpdate);
    try (ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1) == 1 ? Micros.toInstant(row.getLong(2)) : null;
    }
  }

  private PreparedStatement statement(List<Write<?>> writes) throws SQLException {
    List<Shape> shapes = writes.stream().<Shape>map(Write::shape).toList();
    PreparedStatement known = statements.get(shapes);
    if (known != null) {
      return known;
    }
    if (statements.size() >= MAX_STATEMENTS) {
      statements.remove(statements.keySet().iterator().next()).close();
    }
    PreparedStatement prepared = connection.prepareStatement(CommitSql.of(writes));
    statements.put(shapes, prepared);
    return prepared;
  }

  private <R> int bind(PreparedStatement statement, int first, Write<R> write) throws SQLException {
    int index = first;
    for (Column<R> column : write.columns()) {
      Object[] values = array(column.type(), write.rows().size());
      int i = 0;
      for (R row : write.rows()) {
        values[i++] = column.value().apply(row);
      }
      statement.setArray(index++, connection.createArrayOf(elementType(column.type()), values));
    }
    return index;
  }

  private static Object[] array(Column.Type type, int length) {
    return switch (type) {
      case LONG -> new Long[length];
      case INT -> new Integer[length];
      case TEXT -> new String[length];
      case BYTES -> new byte[length][];
    };
  }

  private static String elementType(Column.Type type) {
    return switch (type) {
      case LONG -> "int8";
      case INT -> "int4";
      case TEXT -> "text";
      case BYTES -> "bytea";
    };
  }

  /** Cuts the connection at once, also under a statement that another thread waits for. */
  @Override
  public void close() {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      // It was being thrown away; a connection that cannot even be cut is no concern of anybody.
      return;
    }
  }
}
