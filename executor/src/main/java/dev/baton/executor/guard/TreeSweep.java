package dev.baton.executor.guard;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Finds and ends the processes, guards included, that bear a marker. Linux only. */
final class TreeSweep {
  static final String VARIABLE = "BATON_GUARD";
  private static final long PAUSE_MS = 20;

  /** Consecutive looks that must find nothing: one look is not a snapshot. */
  private static final int EMPTY_LOOKS = 2;

  private TreeSweep() {}

  /** Kills until none is left. */
  static void endAll(String marker) throws IOException, InterruptedException {
    int empty = 0;
    while (empty < EMPTY_LOOKS) {
      empty = kill(bearing(Set.of(marker))) ? 0 : empty + 1;
      if (empty < EMPTY_LOOKS) {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
      }
    }
  }

  /** Processes of the trees and of their guards. */
  static List<ProcTable.Entry> bearing(Set<String> markers) throws IOException {
    return ProcTable.matching(entry -> markerOf(entry, markers).isPresent());
  }

  /** Which of the markers the process bears. */
  static Optional<String> markerOf(ProcTable.Entry entry, Set<String> markers) {
    Optional<String> inherited = value(entry.environment()).filter(markers::contains);
    if (inherited.isPresent()) {
      return inherited;
    }
    if (isGuard(entry)) {
      for (String argument : entry.commandLine().split("\0")) {
        if (markers.contains(argument)) {
          return Optional.of(argument);
        }
      }
    }
    return Optional.empty();
  }

  /** Whether it is one of a guard's own processes: they are told by their command line. */
  static boolean isGuard(ProcTable.Entry entry) {
    return entry.commandLine().contains("/" + GuardScripts.GUARD + "\0");
  }

  /** Whether there was anything to kill. */
  static boolean kill(List<ProcTable.Entry> entries) {
    for (ProcTable.Entry entry : entries) {
      ProcessHandle.of(entry.pid()).ifPresent(ProcessHandle::destroyForcibly);
    }
    return !entries.isEmpty();
  }

  private static Optional<String> value(String environment) {
    for (String variable : environment.split("\0")) {
      if (variable.startsWith(VARIABLE + "=")) {
        return Optional.of(variable.substring(VARIABLE.length() + 1));
      }
    }
    return Optional.empty();
  }
}
