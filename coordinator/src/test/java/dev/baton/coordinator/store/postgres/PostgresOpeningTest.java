package dev.baton.coordinator.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.coordinator.store.Samples;
import dev.baton.coordinator.store.Store;
import dev.baton.coordinator.store.StoreException;
import dev.baton.coordinator.store.StoreSettings;
import dev.baton.coordinator.store.Stores;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class PostgresOpeningTest {
  @Test
  void coordinatorsThatStartTogetherOnAnEmptyDatabaseAgreeOnTheCluster() throws Exception {
    StoreSettings settings = PostgresServer.newDatabase();
    List<Store> stores = new ArrayList<>();
    Set<String> clusters = new TreeSet<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      List<Future<Store>> opening = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        opening.add(pool.submit(() -> Stores.open(settings)));
      }
      for (Future<Store> future : opening) {
        Store store = future.get();
        stores.add(store);
        clusters.add(store.clusterId());
      }
      assertEquals(1, clusters.size(), "" + clusters);
    } finally {
      stores.forEach(Store::close);
    }
  }

  @Test
  void aStoreOfANewerVersionIsRefusedAndLeftAlone() throws Exception {
    StoreSettings settings = PostgresServer.newDatabase();
    Stores.open(settings).close();
    try (Connection connection =
            DriverManager.getConnection(settings.url(), settings.user(), settings.password());
        Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO baton.schema_history SELECT 99, '99', 'from the future', 'SQL',"
              + " 'V99__from_the_future.sql', 1, 'x', now(), 1, true");
    }
    StoreException refusal =
        assertThrows(StoreException.class, () -> Stores.open(settings).close());
    assertTrue(
        refusal.getMessage().startsWith("The store was written by a newer version of Baton"),
        refusal.getMessage());
  }

  @Test
  void aServerThatIsNotThereIsNamedAndThePasswordIsNot() {
    StoreSettings settings =
        StoreSettings.postgres("jdbc:postgresql://localhost:1/baton", "baton", "s3cret");
    StoreException refusal = assertThrows(StoreException.class, () -> Stores.open(settings));
    assertTrue(refusal.getMessage().contains("localhost:1/baton"), refusal.getMessage());
    assertFalse(refusal.getMessage().contains("s3cret"));
    assertFalse(settings.toString().contains("s3cret"));
    assertThrows(
        IllegalArgumentException.class,
        () -> StoreSettings.postgres("jdbc:postgresql://h/b?password=x", "a", "b"));
    assertThrows(
        IllegalArgumentException.class, () -> StoreSettings.postgres("jdbc:mysql://h", "a", "b"));
  }

  @Test
  void otherTablesInTheSameDatabaseDoNotMind() throws Exception {
    StoreSettings settings = PostgresServer.newDatabase();
    try (Connection connection =
            DriverManager.getConnection(settings.url(), settings.user(), settings.password());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE runs (mine TEXT)");
    }
    try (Store store = Stores.open(settings)) {
      assertEquals(1, Samples.raise(store.core()));
    }
  }
}
