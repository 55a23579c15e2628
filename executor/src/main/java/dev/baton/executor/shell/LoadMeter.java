package dev.baton.executor.shell;

import com.sun.management.OperatingSystemMXBean;
import dev.baton.common.wire.ExecutorMessage.Load;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures what this machine, or the container around us, is busy with; on a thread of its own. */
final class LoadMeter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LoadMeter.class);
  private static final long PERIOD_MS = 500;
  private static final Path MEMINFO = Path.of("/proc/meminfo");

  /** Of ten seconds, in percent, with something that waited for a core. */
  private static final Path CPU_PRESSURE = Path.of("/proc/pressure/cpu");

  /**
   * A heap of which a collection left more than this part in use is as good as full. Not more: what
   * the collector keeps free to copy into, a few percent, is never used.
   */
  static final double FULL_HEAP = 0.9;

  private final FileStore disk;
  private final BooleanSupplier diskFails;
  private final Consumer<Boolean> looked;
  private final Consumer<Load> measured;
  private final OperatingSystemMXBean system;
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name("baton-load").daemon().factory());

  /**
   * @param directory on the disk whose free space counts
   * @param diskFails whether the journal cannot be written
   * @param looked told with each measurement whether this process has hardly any heap left
   */
  LoadMeter(
      Path directory, BooleanSupplier diskFails, Consumer<Boolean> looked, Consumer<Load> measured)
      throws IOException {
    this.disk = Files.getFileStore(directory);
    this.diskFails = diskFails;
    this.looked = looked;
    this.measured = measured;
    this.system =
        ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean known
            ? known
            : null;
  }

  void begin() {
    timer.scheduleWithFixedDelay(this::measure, 0, PERIOD_MS, TimeUnit.MILLISECONDS);
  }

  private void measure() {
    try {
      looked.accept(usedAfterCollection() > FULL_HEAP * Runtime.getRuntime().maxMemory());
      measured.accept(read());
    } catch (IOException | RuntimeException e) {
      LOG.debug("The load cannot be measured: {}", e.toString());
    }
  }

  /**
   * What the last collections left in use. Garbage does not count: a heap that is full of it is
   * well and about to be swept.
   */
  private static long usedAfterCollection() {
    long used = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      MemoryUsage left = pool.getType() == MemoryType.HEAP ? pool.getCollectionUsage() : null;
      used += left == null ? 0 : left.getUsed();
    }
    return used;
  }

  private Load read() throws IOException {
    long diskFree = disk.getUsableSpace();
    long diskTotal = disk.getTotalSpace();
    boolean fails = diskFails.getAsBoolean();
    if (system == null) {
      return new Load(-1, -1, -1, diskFree, 0, diskTotal, cpuWaiting(), fails);
    }
    long total = system.getTotalMemorySize();
    long used = total - available(total);
    double cpu = system.getCpuLoad();
    return new Load(
        Double.isFinite(cpu) ? cpu : -1, used, total, diskFree, 0, diskTotal, cpuWaiting(), fails);
  }

  /** {@code some avg10=1.23 avg60=…}; -1 where the kernel does not tell. */
  private static double cpuWaiting() {
    try {
      String text = Files.readString(CPU_PRESSURE);
      int from = text.indexOf("avg10=") + 6;
      int to = text.indexOf(' ', from);
      return from < 6 || to < 0 ? -1 : Double.parseDouble(text.substring(from, to)) / 100;
    } catch (IOException | NumberFormatException e) {
      return -1;
    }
  }

  /**
   * On a bare machine what Linux calls available: free memory alone leaves out caches that it would
   * give back at once. In a container what is left of its limit.
   */
  private long available(long total) throws IOException {
    if (Files.exists(MEMINFO)) {
      long machineTotal = -1;
      long machineAvailable = -1;
      for (String line : Files.readAllLines(MEMINFO)) {
        if (line.startsWith("MemTotal:")) {
          machineTotal = kilobytes(line);
        } else if (line.startsWith("MemAvailable:")) {
          machineAvailable = kilobytes(line);
          break;
        }
      }
      if (machineTotal == total && machineAvailable >= 0) {
        return machineAvailable;
      }
    }
    return system.getFreeMemorySize();
  }

  private static long kilobytes(String line) {
    String[] parts = line.split("\\s+", -1);
    return Long.parseLong(parts[1]) * 1024;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
