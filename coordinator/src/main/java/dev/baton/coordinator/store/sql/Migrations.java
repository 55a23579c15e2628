package dev.baton.coordinator.store.sql;

import dev.baton.coordinator.store.StoreException;
import dev.baton.coordinator.store.codec.Micros;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jdbi.v3.core.Handle;

/** Brings the schema forward, and makes the cluster id once. */
public final class Migrations {
  private static final String HISTORY_TABLE = "schema_history";

  private Migrations() {}

  /**
   * Forward only. Where several processes share the database the caller lets one in at a time.
   *
   * @param dialect folder of the scripts
   * @param schema null where the database has none
   * @throws StoreException if the schema is newer than this version knows, or a script fails
   */
  public static void run(DataSource database, String dialect, String schema) {
    FluentConfiguration configuration =
        Flyway.configure(Migrations.class.getClassLoader())
            .dataSource(database)
            .locations("classpath:dev/baton/coordinator/store/" + dialect)
            .table(HISTORY_TABLE)
            .cleanDisabled(true)
            .loggers("slf4j");
    if (schema != null) {
      configuration.defaultSchema(schema).createSchemas(true);
    }
    try {
      Flyway flyway = configuration.load();
      refuseNewer(flyway);
      flyway.migrate();
    } catch (FlywayException e) {
      throw new StoreException(
          "Cannot prepare the store's tables: "
              + firstLine(e.getMessage())
              + ". Nothing was started. Check the store's URL and the rights of its user.",
          e);
    }
  }

  private static void refuseNewer(Flyway flyway) {
    MigrationVersion known = MigrationVersion.EMPTY;
    MigrationVersion applied = MigrationVersion.EMPTY;
    for (MigrationInfo migration : flyway.info().all()) {
      MigrationVersion version = migration.getVersion();
      if (version == null) {
        continue;
      }
      if (migration.getState().isResolved() && version.isNewerThan(known)) {
        known = version;
      }
      if (migration.getState().isApplied() && version.isNewerThan(applied)) {
        applied = version;
      }
    }
    if (applied.isNewerThan(known)) {
      throw new StoreException(
          "The store was written by a newer version of Baton (schema "
              + applied
              + ", this version knows "
              + known
              + "). Nothing was changed. Start that version, or restore a backup from before the"
              + " upgrade.",
          null);
    }
  }

  private static String firstLine(String text) {
    return text.lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst().orElse("");
  }

  /** The id made at the first start; whoever comes second finds the first one's. */
  public static String clusterId(Handle handle) {
    handle.execute(
        "INSERT INTO cluster (one, cluster_id, created_at) VALUES (1, ?, ?)"
            + " ON CONFLICT (one) DO NOTHING",
        UUID.randomUUID().toString(),
        Micros.of(Instant.now()));
    return handle.createQuery("SELECT cluster_id FROM cluster").mapTo(String.class).one();
  }
}
