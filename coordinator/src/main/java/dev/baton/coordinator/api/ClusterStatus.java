package dev.baton.coordinator.api;

import dev.baton.coordinator.core.Effect.Role;
import java.net.URI;
import java.util.List;

/**
 * The cluster as this coordinator knows it now.
 *
 * @param clusterId empty before the store has answered for the first time
 * @param self name of this coordinator
 * @param leader name of the leader, this one or another; null while none is known
 * @param leaderApi base address of the leader's operator API; null while none is known
 * @param coordinators those that are registered, this one among them
 * @param lag null while this coordinator does not lead
 */
public record ClusterStatus(
    String clusterId,
    String self,
    Role role,
    long epoch,
    String leader,
    URI leaderApi,
    List<Member> coordinators,
    StoreStatus store,
    Lag lag) {

  public boolean leads() {
    return role == Role.LEADER;
  }

  /** A registered coordinator. */
  public record Member(String name, URI api, Role role) {}

  /**
   * @param kind {@code sqlite} or {@code postgresql}
   * @param detail for people, when it does not answer; may be null
   */
  public record StoreStatus(String kind, boolean healthy, String detail) {}

  /**
   * @param scheduleMs how long the oldest fire time that is due has waited for its decision
   * @param commitMs how long the last commit took
   * @param waitingInputs inputs that wait for the core
   */
  public record Lag(long scheduleMs, long commitMs, int waitingInputs) {}
}
