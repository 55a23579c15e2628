package dev.baton.coordinator.store.postgres;

import dev.baton.coordinator.store.Store;
import dev.baton.coordinator.store.StoreException;
import dev.baton.coordinator.store.StoreSettings;

/** The store on PostgreSQL. */
public final class PostgresStore {
  private PostgresStore() {}

  public static Store open(StoreSettings settings) {
    throw new StoreException("The store on PostgreSQL is not built.", null);
  }
}
