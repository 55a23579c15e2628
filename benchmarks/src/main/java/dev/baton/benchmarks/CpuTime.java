package dev.baton.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Processor time of processes, from Linux's process table. */
final class CpuTime {
  /** The kernel tells times in hundredths of a second. */
  private static final double TICKS_PER_SECOND = 100;

  /** Where times stand in {@code /proc/PID/stat}, counted after the program's name. */
  private static final int OWN_USER = 11;

  private static final int OWN_SYSTEM = 12;
  private static final int ENDED_CHILDREN_USER = 13;
  private static final int ENDED_CHILDREN_SYSTEM = 14;

  private CpuTime() {}

  /** Seconds that these processes have used, with all that they have started. */
  static double seconds(Collection<Long> pids) {
    return pids.stream().mapToDouble(CpuTime::ofTree).sum();
  }

  private static double ofTree(long pid) {
    List<Long> all =
        Stream.concat(
                Stream.of(pid),
                ProcessHandle.of(pid).stream()
                    .flatMap(ProcessHandle::descendants)
                    .map(ProcessHandle::pid))
            .toList();
    return all.stream().mapToLong(CpuTime::ticks).sum() / TICKS_PER_SECOND;
  }

  private static long ticks(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return Long.parseLong(fields[OWN_USER])
          + Long.parseLong(fields[OWN_SYSTEM])
          + Long.parseLong(fields[ENDED_CHILDREN_USER])
          + Long.parseLong(fields[ENDED_CHILDREN_SYSTEM]);
    } catch (IOException e) {
      return 0; // It has ended; its parent counts it from now on.
    }
  }
}
