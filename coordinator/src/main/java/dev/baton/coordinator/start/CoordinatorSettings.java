package dev.baton.coordinator.start;

import dev.baton.coordinator.core.CoreSettings;
import dev.baton.coordinator.store.StoreSettings;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a coordinator needs to know before it starts.
 *
 * @param zookeeper connect string; null = a server of our own, for this machine alone
 * @param zookeeperPort of our own server; 0 = any that is free
 * @param bind address to listen on
 * @param advertise what others dial instead of {@code bind}; null = the same
 * @param apiPort 0 = any that is free
 * @param linkPort 0 = any that is free
 * @param insecure whether plain connections on an address that others can reach were asked for
 * @param tls null = plain
 * @param tokens file of the API's tokens; the other secrets lie beside it
 * @param keep how long ended runs and events are kept
 */
public record CoordinatorSettings(
    String id,
    Path dataDirectory,
    String zookeeper,
    int zookeeperPort,
    int sessionMs,
    StoreSettings store,
    String bind,
    String advertise,
    int apiPort,
    int linkPort,
    boolean insecure,
    TlsFiles tls,
    Path tokens,
    Duration keep,
    CoreSettings core) {

  /** PEM files. {@code authority} signs the certificates of all coordinators; null = the JVM's. */
  public record TlsFiles(Path certificate, Path key, Path authority) {}

  /** One machine: ZooKeeper and SQLite in the data directory, everything on loopback. */
  public static CoordinatorSettings standalone(
      String id, Path dataDirectory, int apiPort, int linkPort) {
    return new CoordinatorSettings(
        id,
        dataDirectory,
        null,
        0,
        DEFAULT_SESSION_MS,
        StoreSettings.sqlite(dataDirectory.resolve("baton.db").toString()),
        "127.0.0.1",
        null,
        apiPort,
        linkPort,
        false,
        null,
        dataDirectory.resolve("tokens"),
        DEFAULT_KEEP,
        CoreSettings.DEFAULT);
  }

  public static final int DEFAULT_SESSION_MS = 4_000;
  public static final Duration DEFAULT_KEEP = Duration.ofDays(30);

  public boolean isStandalone() {
    return zookeeper == null;
  }
}
