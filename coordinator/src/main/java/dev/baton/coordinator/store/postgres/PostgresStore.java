package dev.baton.coordinator.store.postgres;

import dev.baton.coordinator.store.CoreStore;
import dev.baton.coordinator.store.LogStore;
import dev.baton.coordinator.store.ReadStore;
import dev.baton.coordinator.store.Retention;
import dev.baton.coordinator.store.Store;
import dev.baton.coordinator.store.StoreException;
import dev.baton.coordinator.store.StoreSettings;
import dev.baton.coordinator.store.sql.Database;
import dev.baton.coordinator.store.sql.Migrations;
import dev.baton.coordinator.store.sql.SqlLogStore;
import dev.baton.coordinator.store.sql.SqlReadStore;
import dev.baton.coordinator.store.sql.SqlRetention;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The store on PostgreSQL, open. */
public final class PostgresStore implements Store {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresStore.class);

  /** Of all programs that use this database, ours take this lock before they migrate. */
  private static final long MIGRATION_LOCK = 0x6261746f6e5f3031L;

  private static final int QUESTIONS = 3;
  private static final int READERS = 8;

  private final Database readers;
  private final String clusterId;
  private final CoreStore core;
  private final ReadStore reads;
  private final LogStore logs;
  private final Retention retention;

  private PostgresStore(Connections connections) {
    Database questions = new PostgresDatabase(connections.pool("questions", QUESTIONS));
    this.readers = new PostgresDatabase(connections.pool("readers", READERS));
    this.clusterId = questions.write(Migrations::clusterId);
    this.core = new PostgresCoreStore(connections, questions);
    this.reads = new SqlReadStore(readers);
    this.logs = new SqlLogStore(readers);
    this.retention = new SqlRetention(readers);
  }

  /**
   * @throws StoreException if the server cannot be reached, or a newer version has written the
   *     tables
   */
  public static PostgresStore open(StoreSettings settings) {
    Connections connections = new Connections(settings);
    DataSource source = connections.migrations();
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      warnAboutFsync(statement, settings);
      statement.execute("SELECT pg_advisory_lock(" + MIGRATION_LOCK + ")");
      Migrations.run(source, "postgres", Connections.SCHEMA);
    } catch (SQLException e) {
      throw new StoreException(
          "Cannot use the store "
              + settings.url()
              + ": "
              + e.getMessage()
              + " Nothing was started. Check that PostgreSQL runs there, and that the database,"
              + " the user and the password are right.",
          e);
    }
    return new PostgresStore(connections);
  }

  private static void warnAboutFsync(Statement statement, StoreSettings settings)
      throws SQLException {
    try (ResultSet row = statement.executeQuery("SHOW fsync")) {
      row.next();
      if (row.getString(1).equals("off")) {
        LOG.warn(
            "The store {} runs with fsync off: what Baton has acknowledged can be lost when that"
                + " machine fails. Set fsync = on in postgresql.conf.",
            settings.url());
      }
    }
  }

  @Override
  public CoreStore core() {
    return core;
  }

  @Override
  public ReadStore reads() {
    return reads;
  }

  @Override
  public LogStore logs() {
    return logs;
  }

  @Override
  public Retention retention() {
    return retention;
  }

  @Override
  public String clusterId() {
    return clusterId;
  }

  @Override
  public void close() {
    core.close();
    readers.close();
  }
}
