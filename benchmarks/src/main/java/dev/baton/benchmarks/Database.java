package dev.baton.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;

/**
 * The server that both sides use, and one session on it for questions. A new session for each
 * question would cost the server more than the question. For one thread.
 */
final class Database implements AutoCloseable {
  private static final long LOOK_EVERY_MS = 20;
  private static final long PATIENCE_MS = 300_000;

  private final String url;
  private final String user;
  private final String password;
  private Connection session;

  Database(String url, String user, String password) {
    this.url = url;
    this.user = user;
    this.password = password;
  }

  String url() {
    return url;
  }

  String user() {
    return user;
  }

  String password() {
    return password;
  }

  private Statement statement() throws SQLException {
    if (session == null) {
      session = DriverManager.getConnection(url, user, password);
    }
    return session.createStatement();
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = statement()) {
      statement.execute(sql);
    }
  }

  long number(String sql) throws SQLException {
    return Long.parseLong(text(sql));
  }

  /** The first column of the first row. */
  String text(String sql) throws SQLException {
    try (Statement statement = statement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  /**
   * Asks until the answer is as wanted; the question should be cheap, for it is asked fifty times a
   * second.
   *
   * @throws IllegalStateException after five minutes
   */
  void await(String sql, long wanted) throws SQLException, InterruptedException {
    long deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
    long last = number(sql);
    while (last != wanted) {
      if (System.nanoTime() - deadlineNanos > 0) {
        throw new IllegalStateException(
            "after five minutes still " + last + " and not " + wanted + ": " + sql);
      }
      Thread.sleep(LOOK_EVERY_MS);
      last = number(sql);
    }
  }

  /**
   * A figure from a server that forgets at a crash what it has acknowledged would be worth nothing.
   *
   * @throws IllegalStateException if one of the settings is off
   */
  void checkDurable() throws SQLException {
    for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
      String value = text("SHOW " + setting);
      if (!value.equals("on")) {
        throw new IllegalStateException(
            "PostgreSQL runs with "
                + setting
                + " = "
                + value
                + ". Nothing was measured, for nothing would be durable; set it to on.");
      }
    }
  }

  @Override
  public void close() throws SQLException {
    if (session != null) {
      session.close();
    }
  }
}
