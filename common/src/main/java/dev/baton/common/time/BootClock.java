package dev.baton.common.time;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Monotonic nanoseconds that count on while the machine is suspended, which {@link System#nanoTime}
 * does not do on Linux. A lease measured by nanoTime would outlive a night in suspend.
 *
 * <p>Linux: CLOCK_BOOTTIME as {@code /proc/uptime} shows it, in steps of 10 ms, refined by nanoTime
 * between two steps; the same clock that an executor's guards compare their deadline with.
 * Elsewhere: nanoTime, and a log line says so. Safe on every thread; a reading takes a few
 * microseconds.
 */
public final class BootClock {
  private static final Logger LOG = LoggerFactory.getLogger(BootClock.class);
  private static final String UPTIME = "/proc/uptime";
  private static final long STEP_NANOS = 10_000_000L;

  private static final BootClock SYSTEM = new BootClock();

  private final RandomAccessFile uptime;
  private final byte[] line = new byte[64];

  /**
   * What to add to nanoTime, at least; grows towards the truth and by the length of each suspend.
   */
  private long offsetNanos = Long.MIN_VALUE;

  private BootClock() {
    RandomAccessFile file = null;
    try {
      file = new RandomAccessFile(UPTIME, "r");
    } catch (IOException e) {
      LOG.warn("No {}: leases are measured by a clock that may stop in suspend", UPTIME);
    }
    uptime = file;
  }

  /** The clock of this machine. */
  public static BootClock system() {
    return SYSTEM;
  }

  /** Whether the clock counts through suspends. */
  public boolean countsThroughSuspends() {
    return uptime != null;
  }

  /** Nanoseconds since the machine started. Never goes back. */
  public synchronized long nanos() {
    if (uptime == null) {
      return System.nanoTime();
    }
    long step = readUptimeNanos();
    // Read afterwards, so that being held up between the two can't make the offset too large.
    long monotonic = System.nanoTime();
    offsetNanos = Math.max(offsetNanos, step - monotonic);
    return monotonic + offsetNanos;
  }

  private long readUptimeNanos() {
    try {
      uptime.seek(0);
      int length = uptime.read(line);
      return parseUptime(new String(line, 0, Math.max(0, length), StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new IllegalStateException(UPTIME + " can't be read any more", e);
    }
  }

  /** {@code 997.90 1763.92}: seconds since start, with two decimals. */
  static long parseUptime(String text) {
    int dot = text.indexOf('.');
    if (dot < 1 || text.length() < dot + 3) {
      throw new IllegalStateException(UPTIME + " has an unknown form: '" + text.strip() + "'");
    }
    long hundredths =
        Long.parseLong(text.substring(0, dot)) * 100
            + Integer.parseInt(text.substring(dot + 1, dot + 3));
    return hundredths * STEP_NANOS;
  }
}
