package dev.baton.coordinator.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends StoreContract {
  @TempDir Path directory;

  @Override
  protected Store create() {
    return reopen();
  }

  @Override
  protected Store reopen() {
    return Stores.open(StoreSettings.sqlite(directory.resolve("baton.db").toString()));
  }
}
