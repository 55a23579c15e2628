package dev.baton.coordinator.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.coordinator.store.Samples;
import dev.baton.coordinator.store.Store;
import dev.baton.coordinator.store.StoreException;
import dev.baton.coordinator.store.StoreSettings;
import dev.baton.coordinator.store.Stores;
import dev.baton.coordinator.store.WholeBatches;
import dev.baton.coordinator.store.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteOpeningTest {
  @TempDir Path directory;

  private Path file() {
    return directory.resolve("sub").resolve("baton.db");
  }

  private StoreSettings settings() {
    return StoreSettings.sqlite(file().toString());
  }

  private String refusal() {
    return assertThrows(StoreException.class, () -> Stores.open(settings()).close()).getMessage();
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void aFileThatAnotherProcessUsesIsRefused() throws Exception {
    try (Writer writer = Writer.start(settings())) {
      writer.awaitAcknowledged(1);
      assertTrue(refusal().startsWith("Cannot use the store " + file()), refusal());
      writer.kill();
    }
    Stores.open(settings()).close();
  }

  @Test
  void aFileThatIsOpenAlreadyIsRefused() {
    try (Store store = Stores.open(settings())) {
      assertTrue(refusal().contains("this very process"), refusal());
      assertEquals(1, Samples.raise(store.core()));
    }
  }

  @Test
  void aFileOfANewerVersionIsRefusedAndLeftAlone() throws Exception {
    Stores.open(settings()).close();
    execute(
        "INSERT INTO schema_history SELECT 99, '99', 'from the future', 'SQL',"
            + " 'V99__from_the_future.sql', 1, 'x', '2030-01-01 00:00:00', 1, 1");
    assertTrue(
        refusal().startsWith("The store was written by a newer version of Baton"), refusal());
    execute("DELETE FROM schema_history WHERE installed_rank = 99");
    Stores.open(settings()).close();
  }

  @Test
  void aFileThatIsNoDatabaseIsRefused() throws Exception {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), "this is not a database, but long enough to look like one");
    assertTrue(refusal().startsWith("Cannot prepare the store's tables"), refusal());
  }

  @Test
  void aFullDiskIsAnsweredUnknownAndWhatWasAcknowledgedIsThere() throws Exception {
    try (Writer writer = Writer.startWithLittleRoom(settings(), 6)) {
      String last = writer.awaitEnd();
      assertTrue(last.startsWith("UNKNOWN"), last);
      assertTrue(writer.acknowledged() > 10, last);
      try (Store store = Stores.open(settings())) {
        WholeBatches.check(store, writer.acknowledged());
      }
    }
  }

  @Test
  void theStoreIsDurable() throws Exception {
    try (Store store = Stores.open(settings());
        Connection connection = SqliteDatabase.dataSource(file(), false).getConnection();
        Statement statement = connection.createStatement()) {
      assertEquals(1, Samples.raise(store.core()));
      assertEquals("wal", statement.executeQuery("PRAGMA journal_mode").getString(1));
      assertEquals(2, statement.executeQuery("PRAGMA synchronous").getInt(1));
    }
  }
}
