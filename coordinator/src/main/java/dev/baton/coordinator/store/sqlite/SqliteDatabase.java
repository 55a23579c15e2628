package dev.baton.coordinator.store.sqlite;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.baton.coordinator.store.StoreException;
import dev.baton.coordinator.store.codec.UnreadableException;
import dev.baton.coordinator.store.sql.Database;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/**
 * The connections to one file: a pool that reads, and one that writes, under a lock that hands over
 * in the order of arrival, so that logs cannot starve the leader's commits.
 */
final class SqliteDatabase implements Database {
  private static final int READERS = 4;
  private static final int BUSY_TIMEOUT_MS = 5_000;

  /** Negative = KiB. */
  private static final int WRITER_CACHE = -65_536;

  /** Pages in the WAL before it is written back into the file: 32 MiB. */
  private static final int CHECKPOINT_PAGES = 8_000;

  private final Path file;
  private final Duration answerTimeout;
  private final HikariDataSource readers;
  private final Jdbi jdbi;
  private final ReentrantLock writerLock = new ReentrantLock(true);
  private Connection writer;
  private SqliteStatements statements;

  SqliteDatabase(Path file, Duration answerTimeout) {
    this.file = file;
    this.answerTimeout = answerTimeout;
    HikariConfig pool = new HikariConfig();
    pool.setPoolName("baton-store-readers");
    pool.setDataSource(dataSource(file, true));
    pool.setConnectionInitSql("PRAGMA query_only = 1");
    pool.setMaximumPoolSize(READERS);
    pool.setMinimumIdle(0);
    pool.setConnectionTimeout(answerTimeout.toMillis());
    pool.setInitializationFailTimeout(-1);
    this.readers = new HikariDataSource(pool);
    this.jdbi = Jdbi.create(readers);
  }

  static SQLiteDataSource dataSource(Path file, boolean readOnly) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_TIMEOUT_MS);
    config.setTransactionMode(readOnly ? TransactionMode.DEFERRED : TransactionMode.IMMEDIATE);
    if (!readOnly) {
      config.setCacheSize(WRITER_CACHE);
      config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, Integer.toString(CHECKPOINT_PAGES));
    }
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  @Override
  public String uniqueColumns() {
    return "SELECT t.name, l.name, c.name, c.seqno FROM sqlite_master t, pragma_index_list(t.name) l,"
        + " pragma_index_info(l.name) c WHERE t.type = 'table' AND l.\"unique\" = 1"
        + " UNION ALL SELECT t.name, '', p.name, p.pk FROM sqlite_master t,"
        + " pragma_table_info(t.name) p WHERE t.type = 'table' AND p.pk > 0"
        + " ORDER BY 1, 2, 4";
  }

  @Override
  public <T> T read(Work<T> work) {
    try (Handle handle = jdbi.open()) {
      return work.on(handle);
    } catch (JdbiException | UnreadableException e) {
      throw failure(e);
    }
  }

  @Override
  public <T> T write(Work<T> work) {
    try {
      return transaction((connection, prepared) -> {
        // Closing the handle would close the writing connection.
        @SuppressWarnings("resource")
        Handle handle = Jdbi.open(connection);
        return work.on(handle);
      });
    } catch (SQLException | JdbiException e) {
      throw failure(e);
    }
  }

  private StoreException failure(Exception e) {
    return new StoreException(
        "The store " + file + " did not do what was asked: " + e.getMessage() + ".", e);
  }

  /**
   * One transaction on the writing connection. If it fails it is rolled back, the connection is
   * given up, and the exception goes on; whether it was written is open if it was the commit that
   * failed.
   */
  <T> T transaction(Writing<T> work) throws SQLException {
    try {
      if (!writerLock.tryLock(answerTimeout.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new SQLException("another write took longer than " + answerTimeout);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted", e);
    }
    boolean done = false;
    try {
      openWriter();
      T result = work.on(writer, statements);
      writer.commit();
      done = true;
      return result;
    } finally {
      if (!done) {
        dropWriter();
      }
      writerLock.unlock();
    }
  }

  private void openWriter() throws SQLException {
    if (writer == null) {
      writer = dataSource(file, false).getConnection();
      writer.setAutoCommit(false);
      statements = new SqliteStatements(writer);
    }
  }

  /** Closing rolls back what was not committed. */
  private void dropWriter() {
    Connection dropped = writer;
    writer = null;
    statements = null;
    if (dropped != null) {
      try {
        dropped.close();
      } catch (SQLException e) {
        // The failure that led here is the one that counts, and is on its way to the caller.
        return;
      }
    }
  }

  @Override
  public String isAmong(String column, String name) {
    return column + " IN (SELECT value FROM json_each(:" + name + "))";
  }

  @Override
  public Object numbers(long[] numbers) {
    return Arrays.stream(numbers)
        .mapToObj(Long::toString)
        .collect(Collectors.joining(",", "[", "]"));
  }

  @Override
  public void close() {
    writerLock.lock();
    try {
      dropWriter();
    } finally {
      writerLock.unlock();
    }
    readers.close();
  }

  /** What to do on the writing connection. */
  @FunctionalInterface
  interface Writing<T> {
    T on(Connection connection, SqliteStatements statements) throws SQLException;
  }
}
