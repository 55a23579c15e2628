package dev.baton.coordinator.store.postgres;

import com.zaxxer.hikari.HikariDataSource;
import dev.baton.coordinator.store.StoreException;
import dev.baton.coordinator.store.codec.UnreadableException;
import dev.baton.coordinator.store.sql.Database;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** One pool of sessions. */
final class PostgresDatabase implements Database {
  private final HikariDataSource pool;
  private final Jdbi jdbi;

  PostgresDatabase(HikariDataSource pool) {
    this.pool = pool;
    this.jdbi = Jdbi.create(pool);
  }

  @Override
  public String uniqueColumns() {
    return "SELECT t.relname, i.relname, a.attname FROM pg_index x"
        + " JOIN pg_class t ON t.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid"
        + " JOIN pg_namespace n ON n.oid = t.relnamespace"
        + " CROSS JOIN LATERAL unnest(x.indkey) WITH ORDINALITY k(number, place)"
        + " JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number"
        + " WHERE x.indisunique AND x.indisvalid AND x.indislive"
        + " AND n.nspname = current_schema() ORDER BY 1, 2, k.place";
  }

  @Override
  public <T> T read(Work<T> work) {
    try (Handle handle = jdbi.open()) {
      return work.on(handle);
    } catch (JdbiException | UnreadableException e) {
      throw failure(e);
    }
  }

  @Override
  public <T> T write(Work<T> work) {
    try {
      return jdbi.inTransaction(work::on);
    } catch (JdbiException e) {
      throw failure(e);
    }
  }

  private static StoreException failure(RuntimeException e) {
    return new StoreException("The store did not do what was asked: " + e.getMessage() + ".", e);
  }

  @Override
  public String isAmong(String column, String name) {
    return column + " = ANY (CAST(:" + name + " AS bigint[]))";
  }

  @Override
  public Object numbers(long[] numbers) {
    return Arrays.stream(numbers)
        .mapToObj(Long::toString)
        .collect(Collectors.joining(",", "{", "}"));
  }

  @Override
  public void close() {
    pool.close();
  }
}
