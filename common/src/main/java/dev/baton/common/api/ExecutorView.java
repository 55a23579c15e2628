package dev.baton.common.api;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/**
 * An executor.
 *
 * @param status null where only stored data is known
 * @param incarnation null while it is away
 * @param running attempts that run now
 * @param leaseLeftMs 0 when it holds no lease
 * @param load null while unknown
 * @param cordonReason null while it may take new attempts
 */
public record ExecutorView(
    String id,
    ExecutorStatus status,
    String incarnation,
    String group,
    SortedMap<String, String> labels,
    int slots,
    int running,
    List<String> handlers,
    List<String> interpreters,
    String version,
    String host,
    Long pid,
    String remoteAddress,
    long leaseLeftMs,
    LoadView load,
    String cordonReason,
    boolean draining,
    Instant firstSeenAt,
    Instant lastJoinedAt,
    Instant lastHeardAt) {

  /** How an executor stands. */
  public enum ExecutorStatus {
    UP,
    SUSPECT,
    LOST,
    /** It said goodbye. */
    LEFT,
    DRAINING,
    CORDONED
  }

  /**
   * @param cpu use of all cores, 0.0 to 1.0; null = unknown, as for the others
   */
  public record LoadView(
      Double cpu, Long memoryUsedBytes, Long memoryTotalBytes, Long diskFreeBytes) {}
}
