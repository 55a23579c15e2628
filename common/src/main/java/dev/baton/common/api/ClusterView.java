package dev.baton.common.api;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/**
 * The cluster as the answering coordinator sees it.
 *
 * @param self name of the coordinator that answers
 * @param leader name of the leader; null while none is known
 * @param leaderAddress API address of the leader; null while none is known
 * @param lag null on a standby
 * @param counters of the answering process since its start, by name
 * @param you whom the request's token names, so that a client can offer only what it may
 * @param version of the program
 * @param at the answering coordinator's clock
 */
public record ClusterView(
    String clusterId,
    String self,
    CoordinatorRole role,
    String leader,
    String leaderAddress,
    long epoch,
    List<CoordinatorView> coordinators,
    StoreView store,
    LagView lag,
    EventRangeView events,
    SortedMap<String, Long> counters,
    CallerView you,
    String version,
    Instant at) {

  /** Who asks. */
  public record CallerView(String name, CallerRole role) {}

  /** What a token may; each includes the one before. */
  public enum CallerRole {
    VIEWER,
    OPERATOR,
    ADMIN
  }

  /** A coordinator that is registered. */
  public record CoordinatorView(String name, String address, CoordinatorRole role) {}

  /**
   * @param kind {@code sqlite} or {@code postgresql}
   * @param detail for people, when it is not healthy; may be null
   */
  public record StoreView(String kind, boolean healthy, String detail) {}

  /**
   * @param scheduleMs how long the oldest fire time that is due has waited for its decision
   * @param commitMs how long the last commit took
   * @param waitingInputs inputs that wait for the core
   */
  public record LagView(long scheduleMs, long commitMs, int waitingInputs) {}

  /** First and last event number kept; 0 and 0 when there is none. */
  public record EventRangeView(long first, long last) {}
}
