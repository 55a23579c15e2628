package dev.baton.benchmarks;

import java.util.List;

/** A scheduler under measurement. Its processes live through all rounds. */
interface Side extends AutoCloseable {
  String name();

  /** Its processes, the database's left out. */
  List<Long> processes();

  /** Accepts so many no-op runs that may not start yet. */
  void fill(int count) throws Exception;

  /** Runs a second, from the moment they may start to the last outcome that the store shows. */
  double drain(int count) throws Exception;

  /** One fire every {@code 1/perSecond} of a second; late is a task's own first statement. */
  Lateness lateness(int perSecond, int seconds) throws Exception;

  @Override
  void close();
}
