package dev.baton.common.api.client;

/** A running subscription. */
public interface EventSubscription extends AutoCloseable {
  /** The number of the next event that the listener will hear. */
  long nextFrom();

  /** Ends it; no call of the listener begins after this returns, except from this very thread. */
  @Override
  void close();
}
