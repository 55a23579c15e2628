package dev.baton.coordinator.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.coordinator.core.Input.StoreAnswer;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.store.Samples;
import dev.baton.coordinator.store.Store;
import dev.baton.coordinator.store.StoreSettings;
import dev.baton.coordinator.store.Stores;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The session that a standby holds ready writes nothing before its raise, and all after it. */
@Timeout(120)
class SpareSessionTest {
  private static final long UNDER_NO_LEADER = 1;

  private static long count(StoreSettings settings, String query) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(settings.url(), settings.user(), settings.password());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static long writers(StoreSettings settings) throws SQLException {
    return count(
        settings,
        "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'baton-writer'"
            + " AND datname = current_database()");
  }

  private static void practise(Store store) {
    store
        .core()
        .practice()
        .commit(Samples.batch(UNDER_NO_LEADER, 1, new Fact.RunCreated(Samples.run(1))));
  }

  @Test
  void practiceWritesNothingAndTheNextRaiseWritesOnItsSession() throws Exception {
    StoreSettings settings = PostgresServer.newDatabase();
    try (Store store = Stores.open(settings)) {
      practise(store);
      practise(store);
      assertEquals(0, count(settings, "SELECT count(*) FROM baton.runs"));
      assertEquals(0, store.core().readEpoch().epoch());
      assertEquals(1, writers(settings));
      long epoch = Samples.raise(store.core());
      assertEquals(1, writers(settings));
      assertEquals(
          StoreAnswer.OK,
          store
              .core()
              .commit(Samples.batch(epoch, 1, new Fact.RunCreated(Samples.run(1))))
              .answer());
      assertEquals(1, count(settings, "SELECT count(*) FROM baton.runs"));
    }
  }

  @Test
  void sessionThatTheServerHasEndedIsReplacedByTheRaise() throws Exception {
    StoreSettings settings = PostgresServer.newDatabase();
    try (Store store = Stores.open(settings)) {
      practise(store);
      assertTrue(
          count(
                  settings,
                  "SELECT count(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity"
                      + " WHERE application_name = 'baton-writer'"
                      + " AND datname = current_database()")
              > 0);
      long epoch = Samples.raise(store.core());
      assertEquals(
          StoreAnswer.OK,
          store
              .core()
              .commit(Samples.batch(epoch, 1, new Fact.RunCreated(Samples.run(1))))
              .answer());
    }
  }
}
