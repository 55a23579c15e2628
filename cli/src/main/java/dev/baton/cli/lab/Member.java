package dev.baton.cli.lab;

import java.util.List;
import java.util.Map;

/**
 * One process of the lab: how it is started, and which process it is now.
 *
 * @param name for example {@code coordinator-2}
 * @param address host and port that it serves on; empty for executors
 * @param pid of its newest process; 0 = never started
 * @param startTicks when that process began, in the kernel's ticks: tells it from a later process
 *     of the same number
 */
public record Member(
    String name,
    Role role,
    String address,
    List<String> command,
    Map<String, String> environment,
    String log,
    long pid,
    long startTicks) {
  /** What the process is. */
  public enum Role {
    ZOOKEEPER,
    POSTGRES,
    RELAY,
    COORDINATOR,
    EXECUTOR
  }

  Member started(long newPid, long newStartTicks) {
    return new Member(name, role, address, command, environment, log, newPid, newStartTicks);
  }
}
