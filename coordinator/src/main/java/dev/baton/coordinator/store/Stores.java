package dev.baton.coordinator.store;

import dev.baton.coordinator.store.postgres.PostgresStore;
import dev.baton.coordinator.store.sqlite.SqliteStore;

/** Opens the store that the settings name. */
public final class Stores {
  private Stores() {}

  /**
   * Creates or migrates the schema, and at the very first start makes the cluster id. Several
   * coordinators may do so at once.
   *
   * @throws StoreException with a sentence for the user: not reachable, in use by another process,
   *     written by a newer version
   */
  public static Store open(StoreSettings settings) {
    return settings.isSqlite() ? SqliteStore.open(settings) : PostgresStore.open(settings);
  }
}
