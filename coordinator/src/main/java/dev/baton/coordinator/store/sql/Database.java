package dev.baton.coordinator.store.sql;

import dev.baton.coordinator.store.StoreException;
import org.jdbi.v3.core.Handle;

/** A database as reads, logs and retention see it. Methods block; any thread. */
public interface Database extends AutoCloseable {
  /**
   * Several reads inside one call may see different moments, unless the work opens a transaction.
   *
   * @throws StoreException if the database does not answer
   */
  <T> T read(Work<T> work);

  /**
   * One transaction. Not under the epoch: only for what any coordinator may write.
   *
   * @throws StoreException if the database does not answer; whether it was written is open
   */
  <T> T write(Work<T> work);

  /** Condition that a column is one of the numbers bound by {@link #numbers} to {@code :name}. */
  String isAmong(String column, String name);

  /** The value to bind for {@link #isAmong}. */
  Object numbers(long[] numbers);

  /** A query for the columns of each unique key: table, name of the key, column, in order. */
  String uniqueColumns();

  @Override
  void close();

  /** What to do on a connection. */
  @FunctionalInterface
  interface Work<T> {
    T on(Handle handle);
  }
}
