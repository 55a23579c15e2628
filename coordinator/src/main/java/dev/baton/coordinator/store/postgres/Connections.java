package dev.baton.coordinator.store.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.baton.coordinator.store.StoreSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.postgresql.ds.PGSimpleDataSource;

/** How sessions are opened, and what is set in each. */
final class Connections {
  /** The schema that holds our tables, so that a database may be shared. */
  static final String SCHEMA = "baton";

  private static final int CONNECT_TIMEOUT_SECONDS = 3;

  /** Beyond the server's own time-out, for an answer that is on its way. */
  private static final int SOCKET_MARGIN_SECONDS = 2;

  private static final String IDLE_IN_TRANSACTION_MS = "2000";

  private final StoreSettings settings;

  Connections(StoreSettings settings) {
    this.settings = settings;
  }

  /**
   * A session that writes batches. Its plans are made once and never again: every part of a batch
   * finds rows by their full key, so a nested loop over the index is right for any number of rows
   * and any size of the table. Left alone, the server may keep a sequential scan that it chose
   * while the table was small.
   */
  Connection writer() throws SQLException {
    Map<String, String> options = options();
    options.put("plan_cache_mode", "force_generic_plan");
    options.put("enable_seqscan", "off");
    options.put("enable_bitmapscan", "off");
    options.put("enable_hashjoin", "off");
    options.put("enable_mergejoin", "off");
    options.put("jit", "off");
    PGSimpleDataSource source = source("baton-writer", options);
    source.setPrepareThreshold(1);
    Connection connection = source.getConnection();
    connection.setAutoCommit(true);
    return connection;
  }

  /** For migrations: no time-out, for a large table may take its time. */
  PGSimpleDataSource migrations() {
    PGSimpleDataSource source = source("baton-migrations", new LinkedHashMap<>());
    source.setSocketTimeout(0);
    return source;
  }

  HikariDataSource pool(String name, int size) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("baton-store-" + name);
    config.setDataSource(source("baton-" + name, options()));
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(
        Math.min(settings.answerTimeout().toMillis(), CONNECT_TIMEOUT_SECONDS * 1_000L));
    config.setInitializationFailTimeout(-1);
    return new HikariDataSource(config);
  }

  private Map<String, String> options() {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("search_path", SCHEMA);
    options.put("statement_timeout", Long.toString(settings.answerTimeout().toMillis()));
    options.put("idle_in_transaction_session_timeout", IDLE_IN_TRANSACTION_MS);
    options.put("default_transaction_isolation", "read\\ committed");
    // What is acknowledged must survive a crash, whatever the server's default is.
    options.put("synchronous_commit", "on");
    return options;
  }

  private PGSimpleDataSource source(String application, Map<String, String> options) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(settings.url());
    source.setUser(settings.user());
    source.setPassword(settings.password());
    source.setApplicationName(application);
    source.setConnectTimeout(CONNECT_TIMEOUT_SECONDS);
    source.setLoginTimeout(CONNECT_TIMEOUT_SECONDS);
    source.setSocketTimeout(seconds(settings.answerTimeout()) + SOCKET_MARGIN_SECONDS);
    source.setTcpKeepAlive(true);
    source.setOptions(
        options.entrySet().stream()
            .map(option -> "-c " + option.getKey() + "=" + option.getValue())
            .collect(Collectors.joining(" ")));
    return source;
  }

  private static int seconds(Duration duration) {
    return Math.toIntExact(Math.max(1, duration.toSeconds()));
  }
}
