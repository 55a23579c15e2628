package dev.baton.coordinator.store;

import dev.baton.coordinator.store.postgres.PostgresServer;
import org.junit.jupiter.api.Nested;

class PostgresStoreTest {
  /** One database for all tests of a class: emptying it is faster than making another. */
  private static final class Postgres implements StoreUnderTest {
    private static StoreSettings database;

    @Override
    public Store create() throws Exception {
      if (database == null) {
        database = PostgresServer.newDatabase();
      } else {
        PostgresServer.empty(database);
      }
      return reopen();
    }

    @Override
    public Store reopen() {
      return Stores.open(database);
    }

    @Override
    public StoreSettings settings() {
      return database;
    }
  }

  @Nested
  class Core extends CoreContract {
    Core() {
      super(new Postgres());
    }
  }

  @Nested
  class Keys extends KeysContract {
    Keys() {
      super(new Postgres());
    }
  }

  @Nested
  class Logs extends LogContract {
    Logs() {
      super(new Postgres());
    }
  }

  @Nested
  class Keeping extends RetentionContract {
    Keeping() {
      super(new Postgres());
    }
  }

  @Nested
  class Crashes extends CrashContract {
    Crashes() {
      super(new Postgres());
    }
  }
}
