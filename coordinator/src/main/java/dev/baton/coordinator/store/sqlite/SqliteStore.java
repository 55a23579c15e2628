package dev.baton.coordinator.store.sqlite;

import dev.baton.coordinator.store.CoreStore;
import dev.baton.coordinator.store.LogStore;
import dev.baton.coordinator.store.ReadStore;
import dev.baton.coordinator.store.Retention;
import dev.baton.coordinator.store.Store;
import dev.baton.coordinator.store.StoreException;
import dev.baton.coordinator.store.StoreSettings;
import dev.baton.coordinator.store.home.ExclusiveFile;
import dev.baton.coordinator.store.home.HomeException;
import dev.baton.coordinator.store.sql.Migrations;
import dev.baton.coordinator.store.sql.SqlLogStore;
import dev.baton.coordinator.store.sql.SqlReadStore;
import dev.baton.coordinator.store.sql.SqlRetention;
import java.nio.file.Path;

/** The store in one SQLite file, open. */
public final class SqliteStore implements Store {
  private final ExclusiveFile lock;
  private final SqliteDatabase database;
  private final String clusterId;
  private final CoreStore core;
  private final ReadStore reads;
  private final LogStore logs;
  private final Retention retention;

  private SqliteStore(ExclusiveFile lock, SqliteDatabase database) {
    this.lock = lock;
    this.database = database;
    this.clusterId = database.write(Migrations::clusterId);
    this.core = new SqliteCoreStore(database);
    this.reads = new SqlReadStore(database);
    this.logs = new SqlLogStore(database);
    this.retention = new SqlRetention(database);
  }

  /**
   * Creates file and directory if need be.
   *
   * @throws StoreException if another process uses the file, or a newer version has written it
   */
  public static SqliteStore open(StoreSettings settings) {
    Path file = Path.of(settings.url().substring(StoreSettings.SQLITE.length())).toAbsolutePath();
    ExclusiveFile lock = lock(file);
    SqliteDatabase database = null;
    try {
      Migrations.run(SqliteDatabase.dataSource(file, false), "sqlite", null);
      database = new SqliteDatabase(file, settings.answerTimeout());
      return new SqliteStore(lock, database);
    } catch (RuntimeException e) {
      if (database != null) {
        database.close();
      }
      lock.close();
      throw e;
    }
  }

  private static ExclusiveFile lock(Path file) {
    try {
      return ExclusiveFile.lock(
          file.resolveSibling(file.getFileName() + ".lock"), "the store " + file);
    } catch (HomeException e) {
      throw new StoreException(e.getMessage(), e);
    }
  }

  @Override
  public CoreStore core() {
    return core;
  }

  @Override
  public ReadStore reads() {
    return reads;
  }

  @Override
  public LogStore logs() {
    return logs;
  }

  @Override
  public Retention retention() {
    return retention;
  }

  @Override
  public String clusterId() {
    return clusterId;
  }

  @Override
  public void close() {
    database.close();
    lock.close();
  }
}
