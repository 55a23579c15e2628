package dev.baton.coordinator.store;

import dev.baton.coordinator.store.postgres.PostgresServer;

class PostgresStoreTest extends StoreContract {
  private StoreSettings settings;

  @Override
  protected Store create() throws Exception {
    settings = PostgresServer.newDatabase();
    return reopen();
  }

  @Override
  protected Store reopen() {
    return Stores.open(settings);
  }
}
