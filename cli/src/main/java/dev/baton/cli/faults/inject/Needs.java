package dev.baton.cli.faults.inject;

import dev.baton.cli.lab.Lab;
import dev.baton.cli.lab.LabSettings;

/** What a lab must have for a kind of fault. */
public enum Needs {
  NOTHING,
  /** The lab's relay. */
  RELAY,
  /** A host for each executor. */
  HOSTS,
  /** A host for each executor, whose packets can be lost. */
  PACKETS,
  /** A wall clock for each process. */
  CLOCKS,
  /** A small file system for each executor. */
  SMALL_DISK;

  /** Why such a lab cannot be had with these settings; empty if it can. */
  public String missing(LabSettings settings) {
    return switch (this) {
      case NOTHING -> "";
      case RELAY -> settings.wiring().relaysAll() ? "" : "the lab has no relay for its links";
      case HOSTS ->
          settings.wiring().hasHosts()
              ? ""
              : orElse(Lab.hostsMissing(), "the lab's executors share one host");
      case PACKETS ->
          settings.wiring().hasHosts() ? Lab.packetFateMissing() : HOSTS.missing(settings);
      case CLOCKS ->
          settings.ownClocks()
              ? ""
              : orElse(Lab.ownClocksMissing(), "the lab's processes have the machine's clock");
      case SMALL_DISK ->
          settings.executorDiskMb() > 0
              ? ""
              : orElse(
                  Lab.smallDiskMissing(), "the lab's executors have no file system of their own");
    };
  }

  private static String orElse(String reason, String other) {
    return reason.isEmpty() ? other : reason;
  }
}
