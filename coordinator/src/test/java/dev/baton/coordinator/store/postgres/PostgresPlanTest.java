package dev.baton.coordinator.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.coordinator.core.fact.Batch;
import dev.baton.coordinator.store.CommitLoop;
import dev.baton.coordinator.store.StoreSettings;
import dev.baton.coordinator.store.Stores;
import dev.baton.coordinator.store.fold.Fold;
import dev.baton.coordinator.store.fold.RunBlocks;
import dev.baton.coordinator.store.sql.BatchWrites;
import dev.baton.coordinator.store.sql.Write;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The plan that a writer's session keeps: made while the tables are empty, it must be right for
 * millions of rows.
 */
class PostgresPlanTest {
  private static List<Write<?>> writes() {
    RunBlocks blocks = new RunBlocks(List.of());
    Batch first = CommitLoop.batch(1, 1);
    blocks.install(Fold.fold(first, blocks).blocks());
    Batch second = CommitLoop.batch(2, 1);
    return BatchWrites.of(second, Fold.fold(second, blocks), Instant.EPOCH);
  }

  @Test
  void everyRowIsFoundByItsIndexThoughTheTablesAreEmpty() throws Exception {
    StoreSettings settings = PostgresServer.newDatabase();
    Stores.open(settings).close();
    AtomicInteger parameter = new AtomicInteger();
    String sql =
        CommitSql.of(writes())
            .codePoints()
            .mapToObj(c -> c == '?' ? "$" + parameter.incrementAndGet() : Character.toString(c))
            .collect(Collectors.joining());
    String plan = keptPlan(settings, sql, parameter.get());
    assertFalse(plan.contains("Seq Scan"), plan);
    assertFalse(plan.contains("Hash Join"), plan);
    assertTrue(plan.contains("Index Scan using runs_pkey"), plan);
  }

  private static String keptPlan(StoreSettings settings, String sql, int parameters)
      throws SQLException {
    String nulls = String.join(", ", Collections.nCopies(parameters, "NULL"));
    try (Connection writer = new Connections(settings).writer();
        Statement statement = writer.createStatement()) {
      statement.execute("PREPARE commit_batch AS " + sql);
      StringBuilder plan = new StringBuilder();
      try (ResultSet row = statement.executeQuery("EXPLAIN EXECUTE commit_batch (" + nulls + ")")) {
        while (row.next()) {
          plan.append(row.getString(1)).append('\n');
        }
      }
      return plan.toString();
    }
  }

  @Test
  void theWritersSessionIsPinnedDurableAndNeverIdleInATransaction() throws Exception {
    StoreSettings settings = PostgresServer.newDatabase();
    try (Connection admin =
            DriverManager.getConnection(settings.url(), settings.user(), settings.password());
        Statement statement = admin.createStatement()) {
      // A careless server.
      statement.execute("ALTER ROLE CURRENT_USER SET synchronous_commit = off");
      statement.execute("ALTER ROLE CURRENT_USER SET default_transaction_isolation = serializable");
    }
    try (Connection writer = new Connections(settings).writer();
        Statement statement = writer.createStatement()) {
      assertEquals("force_generic_plan", show(statement, "plan_cache_mode"));
      assertEquals("off", show(statement, "enable_seqscan"));
      assertEquals("on", show(statement, "synchronous_commit"));
      assertEquals("read committed", show(statement, "transaction_isolation"));
      assertEquals("2s", show(statement, "idle_in_transaction_session_timeout"));
    } finally {
      try (Connection admin =
              DriverManager.getConnection(settings.url(), settings.user(), settings.password());
          Statement statement = admin.createStatement()) {
        statement.execute("ALTER ROLE CURRENT_USER RESET ALL");
      }
    }
  }

  private static String show(Statement statement, String setting) throws SQLException {
    try (ResultSet row = statement.executeQuery("SHOW " + setting)) {
      row.next();
      return row.getString(1);
    }
  }
}
