package dev.baton.coordinator.store.sqlite;

import dev.baton.coordinator.core.Input.ElectionNode;
import dev.baton.coordinator.core.Input.StoreAnswer;
import dev.baton.coordinator.core.fact.Batch;
import dev.baton.coordinator.store.CoreStore;
import dev.baton.coordinator.store.StoreException;
import dev.baton.coordinator.store.codec.Micros;
import dev.baton.coordinator.store.fold.BrokenBatchException;
import dev.baton.coordinator.store.sql.CommitPlans;
import dev.baton.coordinator.store.sql.CommitPlans.Plan;
import dev.baton.coordinator.store.sql.Leadership;
import dev.baton.coordinator.store.sql.SnapshotReader;
import dev.baton.coordinator.store.sql.UniqueKeys;
import dev.baton.coordinator.store.sql.Write;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.sqlite.SQLiteErrorCode;

/**
 * Hard state in SQLite. The epoch is checked inside the transaction that writes, under the lock
 * that SQLite gives to one writer at a time, so nothing can come between. The store's clock is this
 * machine's.
 *
 * <p>Every failure but a broken unique rule is answered UNKNOWN: even a full disk, where SQLite has
 * rolled back for certain, for the caller does the same after both.
 */
final class SqliteCoreStore implements CoreStore {
  private final SqliteDatabase database;

  private final CommitPlans plans;

  SqliteCoreStore(SqliteDatabase database) {
    this.database = database;
    this.plans = new CommitPlans(database);
  }

  @Override
  public EpochReading readEpoch() {
    try {
      Leadership now = database.read(Leadership::read);
      return new EpochReading(
          StoreAnswer.OK, now.clusterId(), now.epoch(), UniqueKeys.missing(database));
    } catch (StoreException e) {
      return EpochReading.unknown();
    }
  }

  @Override
  public StoreAnswer raise(long from, long to, String coordinator, ElectionNode node) {
    plans.forget();
    try {
      return database.transaction((connection, statements) -> {
        try (PreparedStatement update =
            connection.prepareStatement(
                "UPDATE leadership SET epoch = ?, coordinator = ?, election_node = ?,"
                    + " raised_at = ? WHERE epoch = ?")) {
          update.setLong(1, to);
          update.setString(2, coordinator);
          update.setString(3, node == null ? null : node.path());
          update.setLong(4, Micros.of(Instant.now()));
          update.setLong(5, from);
          return update.executeUpdate() == 1 ? StoreAnswer.OK : StoreAnswer.FENCED;
        }
      });
    } catch (SQLException e) {
      return StoreAnswer.UNKNOWN;
    }
  }

  @Override
  public SnapshotReading load(long epoch) {
    try {
      return database.read(handle ->
          handle.inTransaction(transaction ->
              Leadership.read(transaction).epoch() == epoch
                  ? new SnapshotReading(
                      StoreAnswer.OK,
                      new SnapshotReader(database, transaction).read(),
                      Instant.now())
                  : new SnapshotReading(StoreAnswer.FENCED, null, null)));
    } catch (StoreException e) {
      return new SnapshotReading(StoreAnswer.UNKNOWN, null, null);
    }
  }

  @Override
  public CommitReading commit(Batch batch) {
    try {
      Plan plan = plans.plan(batch);
      CommitReading reading =
          database.transaction(
              (connection, statements) -> write(batch, plan, connection, statements));
      if (reading.answer() == StoreAnswer.OK) {
        plans.written(plan);
      }
      return reading;
    } catch (BrokenBatchException e) {
      return new CommitReading(StoreAnswer.CONFLICT, null, e.getMessage());
    } catch (StoreException e) {
      return new CommitReading(StoreAnswer.UNKNOWN, null, e.getMessage());
    } catch (SQLException e) {
      plans.forget();
      return new CommitReading(
          isConflict(e) ? StoreAnswer.CONFLICT : StoreAnswer.UNKNOWN, null, e.getMessage());
    }
  }

  private static CommitReading write(
      Batch batch, Plan plan, Connection connection, SqliteStatements statements)
      throws SQLException {
    if (epoch(connection) != batch.epoch()) {
      return new CommitReading(StoreAnswer.FENCED, null, "the epoch has been raised");
    }
    for (Write<?> write : plan.writes()) {
      statements.run(write);
    }
    return new CommitReading(StoreAnswer.OK, Instant.now(), "");
  }

  private static long epoch(Connection connection) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement("SELECT epoch FROM leadership");
        ResultSet row = query.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private static boolean isConflict(SQLException e) {
    return (e.getErrorCode() & 0xff) == SQLiteErrorCode.SQLITE_CONSTRAINT.code;
  }

  /** Only a standby practises, and beside a file there is none. */
  @Override
  public Practice practice() {
    return batch -> {};
  }

  @Override
  public boolean answers() {
    try {
      return database.read(Leadership::read) != null;
    } catch (StoreException e) {
      return false;
    }
  }

  @Override
  public void close() {
    database.close();
  }
}
