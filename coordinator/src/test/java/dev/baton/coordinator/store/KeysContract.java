package dev.baton.coordinator.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every store must say of the unique keys that keep a fire from running twice. */
abstract class KeysContract extends StoreContract {
  private final StoreUnderTest underTest;

  KeysContract(StoreUnderTest underTest) {
    super(underTest);
    this.underTest = underTest;
  }

  /** Beside the store, as somebody with a database tool does it. */
  private void execute(String sql) throws SQLException {
    store.close();
    StoreSettings settings = underTest.settings();
    String url = settings.isSqlite() ? "jdbc:" + settings.url() : settings.url();
    try (Connection connection =
            DriverManager.getConnection(url, settings.user(), settings.password());
        Statement statement = connection.createStatement()) {
      if (!settings.isSqlite()) {
        statement.execute("SET search_path TO baton");
      }
      statement.execute(sql);
    }
    store = underTest.reopen();
  }

  private List<String> missing() {
    return store.core().readEpoch().missingKeys();
  }

  @Test
  void keyThatSomebodyDroppedIsMissedUntilItIsBack() throws SQLException {
    assertEquals(List.of(), missing());
    execute("DROP INDEX runs_by_fire_time");
    try {
      assertEquals(List.of("runs(job,schedule,fire_at)"), missing());
      execute("CREATE INDEX runs_by_fire_time ON runs (job, schedule, fire_at)");
      assertEquals(List.of("runs(job,schedule,fire_at)"), missing(), "it is not unique");
      execute("DROP INDEX runs_by_fire_time");
    } finally {
      execute(
          "CREATE UNIQUE INDEX runs_by_fire_time ON runs (job, schedule, fire_at)"
              + " WHERE schedule IS NOT NULL");
    }
    assertEquals(List.of(), missing());
  }
}
