package dev.baton.executor.task;

import dev.baton.common.id.Incarnation;
import dev.baton.executor.guard.GuardMode;
import java.nio.file.Path;
import java.util.List;

/**
 * How this executor runs tasks.
 *
 * @param dataDir the executor's own, locked by this process
 * @param incarnation this process life
 * @param guardMode the one way of guarding to use, or null for the best that works here
 * @param logCapBytes of one attempt; what it writes beyond is counted and dropped
 * @param forkedJvmOptions for handlers in a JVM of their own
 */
public record TaskSettings(
    Path dataDir,
    Incarnation incarnation,
    GuardMode guardMode,
    long logCapBytes,
    List<String> forkedJvmOptions) {
  /** Less than spool and store keep, so that there is room for the notes behind the cut. */
  public static final long DEFAULT_LOG_CAP_BYTES = 16L * 1024 * 1024 - 64 * 1024;

  public TaskSettings {
    forkedJvmOptions = List.copyOf(forkedJvmOptions);
    if (logCapBytes < 0) {
      throw new IllegalArgumentException("the cap of a log must not be negative");
    }
  }

  public static TaskSettings of(Path dataDir, Incarnation incarnation) {
    return new TaskSettings(dataDir, incarnation, null, DEFAULT_LOG_CAP_BYTES, List.of());
  }
}
