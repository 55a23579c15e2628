package dev.baton.samples.probe;

import dev.baton.executor.api.BatonHandler;
import dev.baton.executor.api.TaskContext;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/** See the package. */
public final class ProbeHandlers {
  /** The folder to which marks go; one file for each executor process. */
  public static final String MARKS_VARIABLE = "PROBE_MARKS";

  /**
   * For {@code probe-attempt}: the time at which the machine's monotonic clock stood at zero, in
   * milliseconds since the epoch. With it, an executor whose wall clock is stepped writes true
   * times.
   */
  public static final String ZERO_VARIABLE = "PROBE_CLOCK_ZERO_MS";

  private static final long NANOS_PER_MS = 1_000_000;

  private final Object lock = new Object();

  /** Guarded by the lock. */
  private OutputStream marks;

  /** Does nothing. */
  @BatonHandler("probe-noop")
  public void noop(TaskContext task) {
    // What is measured is everything around it.
  }

  /**
   * Writes one line: job, run, fire time and start in milliseconds since the epoch, fencing token,
   * attempt.
   */
  @BatonHandler("probe-mark")
  public void mark(TaskContext task) throws IOException {
    long startedMs = System.currentTimeMillis();
    long fireMs = task.fireTime().map(Instant::toEpochMilli).orElse(0L);
    String line =
        task.job()
            + " "
            + task.run()
            + " "
            + fireMs
            + " "
            + startedMs
            + " "
            + task.token()
            + " "
            + task.attempt()
            + "\n";
    synchronized (lock) {
      if (marks == null) {
        Path file =
            Path.of(
                System.getenv(MARKS_VARIABLE), "marks-" + ProcessHandle.current().pid() + ".log");
        marks = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      }
      // Unbuffered: a line outlives the process.
      marks.write(line.getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * Writes a file of its own, forced to disk: {@code JOB/RUN-TASK-ATTEMPT} below the folder, with
   * {@code start MS TOKEN FIRE_MS} and {@code end MS done}.
   */
  @BatonHandler("probe-attempt")
  public void attempt(TaskContext task) throws IOException {
    long fireMs = task.fireTime().map(Instant::toEpochMilli).orElse(0L);
    Path folder =
        Files.createDirectories(
            Path.of(System.getenv(MARKS_VARIABLE), task.job().replace('/', '.')));
    String name = task.run() + "-" + task.task() + "-" + task.attempt();
    try (FileChannel file =
        FileChannel.open(
            folder.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      write(file, "start " + nowMs() + " " + task.token() + " " + fireMs + "\n");
      write(file, "end " + nowMs() + " done\n");
    }
  }

  private static long nowMs() {
    String zeroMs = System.getenv(ZERO_VARIABLE);
    return zeroMs == null
        ? System.currentTimeMillis()
        : Long.parseLong(zeroMs) + System.nanoTime() / NANOS_PER_MS;
  }

  private static void write(FileChannel file, String line) throws IOException {
    file.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
    file.force(false);
  }
}
