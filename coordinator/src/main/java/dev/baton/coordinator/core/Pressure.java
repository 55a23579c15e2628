package dev.baton.coordinator.core;

import dev.baton.common.incident.IncidentCause;
import dev.baton.common.time.Now;
import dev.baton.common.wire.ExecutorMessage.Load;
import dev.baton.coordinator.core.incident.Shortage;
import java.util.Locale;

/**
 * Whether an executor's machine is short of something, as its heartbeats tell: each resource has a
 * bound, a time for which it must be beyond it, and a wider bound behind which it must come back.
 */
final class Pressure {
  /** Less free disk than this part of it, and than {@link #DISK_BYTES}, is as good as none. */
  static final double DISK_PART = 0.02;

  static final long DISK_BYTES = 100L << 20;

  /** However small the disk: a journal wants this much. */
  static final long MIN_DISK_BYTES = 2L << 20;

  static final double MEMORY_PART = 0.03;
  static final long MEMORY_BYTES = 256L << 20;
  static final long MEMORY_MS = 5_000;

  static final double CPU_PART = 0.95;
  static final double CPU_WAITING_PART = 0.5;
  static final long CPU_MS = 20_000;

  /** So many heartbeats that came late in {@link #CPU_MS}: a busy machine alone harms nothing. */
  static final int LATE_BEATS = 3;

  static final long LATE_MS = 250;

  /** What it was short of must be well for this long before work comes back. */
  static final long WELL_MS = 3_000;

  /** After an attempt that the disk did not take, whatever the measurements say. */
  static final long REFUSED_MS = 10_000;

  private static final long NEVER = Long.MIN_VALUE;

  private Shortage shortage;
  private long memorySinceNanos = NEVER;
  private long cpuSinceNanos = NEVER;
  private long wellSinceNanos = NEVER;
  private long refusedUntilNanos = NEVER;
  private long lastBeatNanos = NEVER;
  private int lateBeats;

  /** What it is short of; null if of nothing. */
  Shortage shortage() {
    return shortage;
  }

  /** Whether nothing may be placed there, even if it is the last one. */
  boolean forbidsWork() {
    return shortage != null && shortage.cause() == IncidentCause.DISK_FULL;
  }

  /** The disk did not take what an attempt needed to start. */
  void refused(String text, long nowNanos) {
    refusedUntilNanos = nowNanos + REFUSED_MS * Now.NANOS_PER_MS;
    wellSinceNanos = NEVER;
    shortage = new Shortage(IncidentCause.DISK_FULL, text);
  }

  /** Takes a heartbeat's load; answers whether what it is short of has changed. */
  boolean heard(Load load, long nowNanos, long heartbeatMs) {
    countLateBeat(nowNanos, heartbeatMs);
    Shortage now = tell(load, nowNanos);
    IncidentCause before = shortage == null ? null : shortage.cause();
    if (now != null) {
      wellSinceNanos = NEVER;
      shortage = now;
      return now.cause() != before;
    }
    if (shortage == null) {
      return false;
    }
    if (nowNanos < refusedUntilNanos || !isWell(load, shortage.cause())) {
      wellSinceNanos = NEVER;
      return false;
    }
    if (wellSinceNanos == NEVER) {
      wellSinceNanos = nowNanos;
    }
    if (!isOver(wellSinceNanos, WELL_MS, nowNanos)) {
      return false;
    }
    shortage = null;
    return true;
  }

  private void countLateBeat(long nowNanos, long heartbeatMs) {
    boolean late =
        lastBeatNanos != NEVER
            && nowNanos - lastBeatNanos > (heartbeatMs + LATE_MS) * Now.NANOS_PER_MS;
    lateBeats += late ? 1 : 0;
    lastBeatNanos = nowNanos;
  }

  private Shortage tell(Load load, long nowNanos) {
    if (load.diskFails()) {
      return new Shortage(IncidentCause.DISK_FULL, "its journal cannot be written");
    }
    long free = load.diskFreeBytes();
    if (free >= 0 && free < diskBound(load)) {
      return new Shortage(IncidentCause.DISK_FULL, megabytes(free) + " of its disk are free");
    }
    boolean memory = isShortOfMemory(load, 1);
    memorySinceNanos = since(memory, memorySinceNanos, nowNanos);
    if (memory && isOver(memorySinceNanos, MEMORY_MS, nowNanos)) {
      return new Shortage(
          IncidentCause.MEMORY_SHORT,
          megabytes(load.memoryTotalBytes() - load.memoryUsedBytes()) + " of its memory are left");
    }
    return cpu(load, nowNanos);
  }

  private Shortage cpu(Load load, long nowNanos) {
    boolean busy =
        load.cpu() >= CPU_PART && (load.cpuWaiting() < 0 || load.cpuWaiting() >= CPU_WAITING_PART);
    if (!busy || cpuSinceNanos == NEVER) {
      lateBeats = 0;
    }
    cpuSinceNanos = since(busy, cpuSinceNanos, nowNanos);
    boolean lasts = busy && isOver(cpuSinceNanos, CPU_MS, nowNanos);
    if (!lasts || lateBeats < LATE_BEATS) {
      return null;
    }
    return new Shortage(
        IncidentCause.CPU_SATURATED,
        String.format(
            Locale.ROOT,
            "its processors have been busy to %.0f %% for %d s, and %d heartbeats came late",
            load.cpu() * 100,
            (nowNanos - cpuSinceNanos) / Now.NANOS_PER_MS / 1_000,
            lateBeats));
  }

  private static long since(boolean holds, long before, long nowNanos) {
    return holds ? (before == NEVER ? nowNanos : before) : NEVER;
  }

  private static boolean isOver(long sinceNanos, long ms, long nowNanos) {
    return nowNanos - sinceNanos >= ms * Now.NANOS_PER_MS;
  }

  /** What it is not short of does not count: a disk with room again is well on a busy machine. */
  private static boolean isWell(Load load, IncidentCause shortOf) {
    if (shortOf == IncidentCause.DISK_FULL) {
      return load.diskFreeBytes() < 0 || load.diskFreeBytes() >= 2 * diskBound(load);
    }
    if (shortOf == IncidentCause.MEMORY_SHORT) {
      return !isShortOfMemory(load, 2);
    }
    return load.cpu() < CPU_PART || (load.cpuWaiting() >= 0 && load.cpuWaiting() < 0.3);
  }

  private static long diskBound(Load load) {
    long part = (long) (Math.max(0, load.diskTotalBytes()) * DISK_PART);
    return Math.max(MIN_DISK_BYTES, Math.min(DISK_BYTES, part));
  }

  private static boolean isShortOfMemory(Load load, int times) {
    long total = load.memoryTotalBytes();
    long bound = Math.min(MEMORY_BYTES, (long) (total * MEMORY_PART));
    return total > 0 && total - load.memoryUsedBytes() < times * bound;
  }

  /** Whether a machine with that load had hardly any memory left. */
  static boolean hadNoMemory(Load load) {
    return isShortOfMemory(load, 1);
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MiB", bytes / 1048576.0);
  }
}
