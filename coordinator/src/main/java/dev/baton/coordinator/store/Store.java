package dev.baton.coordinator.store;

/** An open store: its ports, which share connections. */
public interface Store extends AutoCloseable {
  CoreStore core();

  ReadStore reads();

  LogStore logs();

  Retention retention();

  /** Made at the first start and never changed. */
  String clusterId();

  /** Ends all connections; calls under way fail. */
  @Override
  void close();
}
