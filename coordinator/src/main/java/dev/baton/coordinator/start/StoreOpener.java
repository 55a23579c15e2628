package dev.baton.coordinator.start;

import dev.baton.coordinator.store.Store;
import dev.baton.coordinator.store.StoreException;
import dev.baton.coordinator.store.StoreSettings;
import dev.baton.coordinator.store.Stores;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the store. A database server that does not answer is waited for, as long as it takes: at a
 * power-up it may start after us.
 */
final class StoreOpener {
  private static final Logger log = LoggerFactory.getLogger(StoreOpener.class);
  private static final long RETRY_MS = 2_000;

  private StoreOpener() {}

  static Store open(StoreSettings settings) throws StartException {
    while (true) {
      try {
        return Stores.open(settings);
      } catch (StoreException e) {
        if (settings.isSqlite()) {
          throw new StartException(ExitCode.STORE, e.getMessage(), e);
        }
        log.warn("{} Trying again every {} s.", e.getMessage(), RETRY_MS / 1000);
      }
      try {
        TimeUnit.MILLISECONDS.sleep(RETRY_MS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StartException(ExitCode.STORE, "Stopped while waiting for the store.", e);
      }
    }
  }
}
