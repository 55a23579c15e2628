package dev.baton.cli.faults.inject;

import dev.baton.cli.lab.LabHosts;
import dev.baton.cli.lab.Member.Role;
import dev.baton.cli.lab.relay.LinkRule.Effect;

/** Every fault that can be put on a lab, and for how long a suite holds it. */
public enum FaultKind {
  LEADER_KILL(Scope.LEADER, 500, 4_000, ProcessFaults::kill),
  LEADER_PAUSE_SHORT(Scope.LEADER, 300, 3_000, ProcessFaults::pause),
  LEADER_PAUSE_LONG(Scope.LEADER, 8_000, 20_000, ProcessFaults::pause),
  LEADER_RESTART(Scope.LEADER, 0, 2_000, ProcessFaults::restart),
  HAND_OVER(Scope.COORDINATORS, 0, 0, ProcessFaults::handOver),
  ROLLING_RESTART(Scope.COORDINATORS, 0, 0, ProcessFaults::roll),
  STANDBY_KILL(Scope.STANDBY, 500, 6_000, ProcessFaults::kill),
  STANDBY_PAUSE(Scope.STANDBY, 1_000, 12_000, ProcessFaults::pause),

  EXECUTOR_KILL(Scope.EXECUTOR, 200, 10_000, ProcessFaults::kill),
  EXECUTOR_PAUSE_SHORT(Scope.EXECUTOR, 500, 4_500, ProcessFaults::pause),
  EXECUTOR_PAUSE_LONG(Scope.EXECUTOR, 8_000, 15_000, ProcessFaults::pause),
  EXECUTOR_RESTART(Scope.EXECUTOR, 0, 3_000, ProcessFaults::restart),
  EXECUTOR_DISK_FULL(Scope.EXECUTOR, 5_000, 15_000, Needs.SMALL_DISK, DiskFaults::fill),

  STORE_RESTART(Scope.STORE, 1_000, 10_000, ProcessFaults::restart),
  STORE_KILL(Scope.STORE, 500, 5_000, ProcessFaults::kill),
  STORE_PAUSE(Scope.STORE, 2_000, 60_000, ProcessFaults::pause),
  STORE_CUT_LEADER(
      Scope.LEADER_AND_STORE, 2_000, 15_000, Needs.RELAY, LinkFaults.toStore(Effect.CUT, 0)),
  STORE_CUT_ALL(Scope.STORE, 2_000, 20_000, Needs.RELAY, LinkFaults.allToStore(Effect.CUT, 0)),
  STORE_ANSWER_LOST(
      Scope.LEADER_AND_STORE, 500, 4_000, Needs.RELAY, LinkFaults.toStore(Effect.LOSE_ANSWERS, 0)),
  STORE_CONNECTIONS_RESET(
      Scope.STORE, 100, 2_000, Needs.RELAY, LinkFaults.allToStore(Effect.RESET, 0)),
  STORE_CONNECTION_STORM(Scope.STORE, 5_000, 20_000, StoreFaults::storm),
  STORE_DISK_SLOW(Scope.STORE, 5_000, 20_000, StoreFaults::slowDisk),
  STORE_SLOW(Scope.STORE, 8_000, 20_000, Needs.RELAY, LinkFaults.allToStore(Effect.DELAY, 600)),

  ZOOKEEPER_MEMBER_KILL(Scope.ZOOKEEPER_MEMBER, 1_000, 15_000, ProcessFaults::kill),
  ZOOKEEPER_MEMBER_PAUSE(Scope.ZOOKEEPER_MEMBER, 2_000, 15_000, ProcessFaults::pause),
  ZOOKEEPER_QUORUM_LOST(Scope.ZOOKEEPER, 5_000, 60_000, ZooKeeperFaults::quorumLost),
  ZOOKEEPER_WIPED(Scope.ZOOKEEPER, 500, 3_000, ZooKeeperFaults::wiped),
  LEADER_SESSION_EXPIRED(
      Scope.LEADER_AND_ZOOKEEPER,
      6_000,
      9_000,
      Needs.RELAY,
      LinkFaults.toRole(Role.ZOOKEEPER, Effect.CUT, 0)),
  EXECUTOR_SESSION_EXPIRED(
      Scope.EXECUTOR,
      12_000,
      15_000,
      Needs.RELAY,
      LinkFaults.toRole(Role.ZOOKEEPER, Effect.CUT, 0)),

  LINK_RESET(
      Scope.EXECUTOR, 50, 1_000, Needs.RELAY, LinkFaults.toRole(Role.COORDINATOR, Effect.RESET, 0)),
  LINK_CUT_SHORT(
      Scope.EXECUTOR, 500, 4_500, Needs.RELAY, LinkFaults.toRole(Role.COORDINATOR, Effect.CUT, 0)),
  LINK_CUT_LONG(
      Scope.EXECUTOR,
      8_000,
      15_000,
      Needs.RELAY,
      LinkFaults.toRole(Role.COORDINATOR, Effect.CUT, 0)),
  LINK_HALF_OPEN(
      Scope.EXECUTOR,
      2_000,
      12_000,
      Needs.RELAY,
      LinkFaults.toRole(Role.COORDINATOR, Effect.HALF_OPEN, 0)),
  LINK_MUTE(
      Scope.EXECUTOR,
      2_000,
      12_000,
      Needs.RELAY,
      LinkFaults.toRole(Role.COORDINATOR, Effect.CUT_TO_TARGET, 0)),
  LINK_DEAF(
      Scope.EXECUTOR,
      2_000,
      12_000,
      Needs.RELAY,
      LinkFaults.toRole(Role.COORDINATOR, Effect.CUT_TO_CALLER, 0)),
  LINK_SLOW(
      Scope.EXECUTOR,
      3_000,
      12_000,
      Needs.RELAY,
      LinkFaults.toRole(Role.COORDINATOR, Effect.DELAY, 400)),
  PEERS_CUT(
      Scope.STANDBY,
      2_000,
      10_000,
      Needs.RELAY,
      LinkFaults.toRole(Role.COORDINATOR, Effect.CUT, 0)),

  HOST_CUT_SHORT(Scope.EXECUTOR, 500, 4_500, Needs.HOSTS, LinkFaults.host(LabHosts::unplug)),
  HOST_CUT_LONG(Scope.EXECUTOR, 8_000, 15_000, Needs.HOSTS, LinkFaults.host(LabHosts::unplug)),
  HOST_DEAF(Scope.EXECUTOR, 2_000, 12_000, Needs.HOSTS, LinkFaults.host(LabHosts::deafen)),
  HOST_MUTE(Scope.EXECUTOR, 2_000, 12_000, Needs.HOSTS, LinkFaults.host(LabHosts::mute)),
  HOST_LOSS(Scope.EXECUTOR, 5_000, 20_000, Needs.PACKETS, LinkFaults.loss(15)),
  HOST_LOSS_HEAVY(Scope.EXECUTOR, 5_000, 20_000, Needs.PACKETS, LinkFaults.loss(50)),
  HOST_REORDER(Scope.EXECUTOR, 5_000, 20_000, Needs.PACKETS, LinkFaults.reorder(30)),

  LEADER_CLOCK_SECOND_AHEAD(Scope.LEADER, 4_000, 20_000, Needs.CLOCKS, ClockFaults.step(1_000)),
  LEADER_CLOCK_MINUTE_BEHIND(Scope.LEADER, 4_000, 20_000, Needs.CLOCKS, ClockFaults.step(-60_000)),
  LEADER_CLOCK_HOUR_AHEAD(Scope.LEADER, 4_000, 20_000, Needs.CLOCKS, ClockFaults.step(3_600_000)),
  STANDBY_CLOCK_HOUR_AHEAD(Scope.STANDBY, 4_000, 20_000, Needs.CLOCKS, ClockFaults.step(3_600_000)),
  STANDBY_CLOCK_HOUR_BEHIND(
      Scope.STANDBY, 4_000, 20_000, Needs.CLOCKS, ClockFaults.step(-3_600_000)),
  EXECUTOR_CLOCK_HOUR_AHEAD(
      Scope.EXECUTOR, 4_000, 20_000, Needs.CLOCKS, ClockFaults.step(3_600_000)),
  EXECUTOR_CLOCK_MINUTE_BEHIND(
      Scope.EXECUTOR, 4_000, 20_000, Needs.CLOCKS, ClockFaults.step(-60_000));

  private final Scope scope;
  private final long leastMs;
  private final long mostMs;
  private final Needs needs;

  /** Every injector is without state. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final Injector injector;

  FaultKind(Scope scope, long leastMs, long mostMs, Injector injector) {
    this(scope, leastMs, mostMs, Needs.NOTHING, injector);
  }

  FaultKind(Scope scope, long leastMs, long mostMs, Needs needs, Injector injector) {
    this.scope = scope;
    this.leastMs = leastMs;
    this.mostMs = mostMs;
    this.needs = needs;
    this.injector = injector;
  }

  public Scope scope() {
    return scope;
  }

  /** For how long a suite holds it at least, in milliseconds. */
  public long leastMs() {
    return leastMs;
  }

  /** For how long a suite holds it at most, in milliseconds. */
  public long mostMs() {
    return mostMs;
  }

  /** What the lab must have for it. */
  public Needs needs() {
    return needs;
  }

  Injector injector() {
    return injector;
  }
}
