package dev.baton.coordinator.store.postgres;

import dev.baton.coordinator.store.StoreSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real PostgreSQL, one for the whole JVM, with fsync and synchronous commit on. Each caller gets
 * a database of its own.
 */
public final class PostgresServer {
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static EmbeddedPostgres shared;

  private PostgresServer() {}

  private static synchronized EmbeddedPostgres shared() {
    if (shared == null) {
      try {
        shared = start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return shared;
  }

  /** A server of its own, for tests that do it harm. */
  public static EmbeddedPostgres start() throws IOException {
    return EmbeddedPostgres.builder()
        .setServerConfig("fsync", "on")
        .setServerConfig("full_page_writes", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("max_connections", "100")
        .start();
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
}
