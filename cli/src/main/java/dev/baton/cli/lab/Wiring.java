package dev.baton.cli.lab;

/** How the processes of a lab reach each other. */
public enum Wiring {
  /** Straight, for measurements. */
  DIRECT,
  /** A relay before the store, which can cut one coordinator off from it. */
  STORE_RELAYED,
  /** Relays before coordinators and ZooKeeper as well. */
  RELAYED,
  /** The same, and each executor is a host of its own (network namespace); needs root. */
  HOSTS;

  boolean relaysStore() {
    return this != DIRECT;
  }

  /** Whether links to coordinators and ZooKeeper pass the relay. */
  public boolean relaysAll() {
    return this == RELAYED || this == HOSTS;
  }

  /** The most that this machine and this user allow. */
  public static Wiring best() {
    return HostNetwork.missing().isEmpty() ? HOSTS : RELAYED;
  }

  /** Whether each executor is a host of its own. */
  public boolean hasHosts() {
    return this == HOSTS;
  }
}
