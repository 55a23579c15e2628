package dev.baton.coordinator.store.postgres;

import dev.baton.coordinator.store.StoreSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real PostgreSQL, one for the whole JVM, with fsync and synchronous commit on. Each caller gets
 * a database of its own.
 */
public final class PostgresServer {
  private static final Duration STARTUP_WAIT = Duration.ofMinutes(1);
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static EmbeddedPostgres shared;

  private PostgresServer() {}

  private static synchronized EmbeddedPostgres shared() {
    if (shared == null) {
      try {
        shared = builder().start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return shared;
  }

  /**
   * A server of its own, for tests that do it harm; what is in the directory stays.
   *
   * @param port 0 = any
   */
  static EmbeddedPostgres start(Path data, int port) throws IOException {
    EmbeddedPostgres.Builder builder =
        builder().setDataDirectory(data).setCleanDataDirectory(false);
    return (port == 0 ? builder : builder.setPort(port)).start();
  }

  private static EmbeddedPostgres.Builder builder() {
    return EmbeddedPostgres.builder()
        .setServerConfig("fsync", "on")
        .setServerConfig("full_page_writes", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("max_connections", "100")
        .setPGStartupWait(STARTUP_WAIT);
  }

  /** An empty database. */
  public static StoreSettings newDatabase() throws SQLException {
    return newDatabase(shared());
  }

  public static StoreSettings newDatabase(EmbeddedPostgres server) throws SQLException {
    String name = "baton_" + DATABASES.incrementAndGet();
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
    String url = "jdbc:postgresql://localhost:" + server.getPort() + "/" + name;
    return StoreSettings.postgres(url, "postgres", "postgres");
  }

  /** Leaves the tables and takes all that is in them. */
  public static void empty(StoreSettings settings) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(settings.url(), settings.user(), settings.password());
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          DO $$ BEGIN
            EXECUTE (SELECT 'TRUNCATE ' || string_agg('baton.' || tablename, ', ')
                     FROM pg_tables
                     WHERE schemaname = 'baton' AND tablename <> 'schema_history');
            INSERT INTO baton.leadership (one, epoch) VALUES (1, 0);
          END $$\
          """);
    }
  }
}
