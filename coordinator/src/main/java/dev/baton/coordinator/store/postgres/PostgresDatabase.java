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
