package dev.baton.coordinator.store;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest {
  @TempDir private static Path directory;

  private static final class Sqlite implements StoreUnderTest {
    private Path file;

    @Override
    public Store create() throws Exception {
      file = Files.createTempDirectory(directory, "store").resolve("baton.db");
      return reopen();
    }

    @Override
    public Store reopen() {
      return Stores.open(settings());
    }

    @Override
    public StoreSettings settings() {
      return StoreSettings.sqlite(file.toString());
    }
  }

  @Nested
  class Core extends CoreContract {
    Core() {
      super(new Sqlite());
    }
  }

  @Nested
  class Keys extends KeysContract {
    Keys() {
      super(new Sqlite());
    }
  }

  @Nested
  class Logs extends LogContract {
    Logs() {
      super(new Sqlite());
    }
  }

  @Nested
  class Keeping extends RetentionContract {
    Keeping() {
      super(new Sqlite());
    }
  }

  @Nested
  class Crashes extends CrashContract {
    Crashes() {
      super(new Sqlite());
    }
  }
}
